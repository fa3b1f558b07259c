package io.burstlease.observe;

import io.burstlease.host.Passes;
import io.burstlease.workflow.Standstill;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has work rest where the database may be older than the cloud. A purchase is on record before it is sent: an instance
 * that bears our tag and whose launch is not known can only have been bought by a database that this one has forgotten,
 * or by another one of the same name.
 */
@Repository
class Standstills implements Standstill {

    static final String UNKNOWN_LAUNCHES = "unknown-launches";

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Standstills.class);

    private final JdbcClient jdbc;
    private final Passes passes;
    private final Clock clock;
    private final Instant startedAt;
    private final AtomicReference<Answer> last;

    Standstills(JdbcClient jdbc, Passes passes, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.passes = passes;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.last = new AtomicReference<>(new Answer(Instant.MIN, Optional.empty()));
        Gauge.builder(
                        "burstlease.standstill",
                        last,
                        answer -> answer.get().reason().isPresent() ? 1 : 0)
                .description("1 while everything that changes something outside rests, as this copy last saw it")
                .register(meters);
    }

    private record Answer(Instant at, Optional<String> reason) {}

    /** One that has no end yet. */
    record Open(String reason, String detail, Instant since) {}

    /**
     * Nothing is changed before the cloud was read since this copy started: only that tells what the database lacks.
     */
    @Override
    public Optional<String> reason() {
        Instant now = clock.instant();
        Answer known = last.get();
        if (!now.isBefore(known.at()) && now.isBefore(known.at().plus(REMEMBERED))) {
            return known.reason();
        }
        Optional<String> reason = open().map(Open::detail)
                .or(() -> passes.completeSince(startedAt)
                        ? Optional.empty()
                        : Optional.of("the cloud was not read since this copy started"));
        last.set(new Answer(now, reason));
        return reason;
    }

    Optional<Open> open() {
        return jdbc.sql("select reason, detail, since from standstill where ended_at is null")
                .query(Standstills::read)
                .optional();
    }

    /** Joins the transaction of the reading that shows the strays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beginIfForgotten(Instant at) {
        List<String> unknown =
                jdbc.sql("""
                        select instance_id
                        from stray
                        where kind = 'UNKNOWN_LAUNCH'
                          and settled_at is null
                          and accepted_at is null
                        order by instance_id
                        """).query((row, number) -> row.getString(1)).list();
        if (unknown.isEmpty()) {
            return;
        }
        String detail =
                "%d instances bear our tag and were bought by no launch that is known here, such as %s: is this a"
                                .formatted(unknown.size(), unknown.getFirst())
                        + " database that was restored from a backup?";
        boolean begun = jdbc.sql("""
                                insert into standstill (reason, detail, since)
                                values (:reason, :detail, :at)
                                on conflict do nothing
                                """)
                        .param("reason", UNKNOWN_LAUNCHES)
                        .param("detail", detail)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (begun) {
            LOG.error("Nothing is bought, drained, released or deleted any more: {}", detail);
        }
    }

    /** Work goes on; what was seen is accepted. False where nothing rested. In the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(String actor, String words) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        boolean ended = jdbc.sql("""
                                update standstill
                                set ended_at = :at, ended_by = :actor, words = :words
                                where ended_at is null
                                """)
                        .param("at", now)
                        .param("actor", actor)
                        .param("words", words)
                        .update()
                == 1;
        if (ended) {
            jdbc.sql("""
                            update stray
                            set accepted_at = :at
                            where kind = 'UNKNOWN_LAUNCH'
                              and settled_at is null
                              and accepted_at is null
                            """).param("at", now).update();
        }
        return ended;
    }

    private static Open read(ResultSet row, int number) throws SQLException {
        return new Open(
                row.getString("reason"),
                row.getString("detail"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
