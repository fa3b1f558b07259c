package io.burstlease.host;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** One row for each unbroken stretch of answers, so that the table grows with outages and not with time. */
@Repository
@Transactional
class ClusterAnswerBook implements ClusterAnswers {

    /** Two answers further apart than this say nothing of the time between. */
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    ClusterAnswerBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void answered(Instant askedAt) {
        jdbc.sql("""
                        with extended as (
                            update cluster_answer
                            set until = greatest(until, :at)
                            where since = (select max(since) from cluster_answer)
                              and until >= :reach
                            returning since
                        )
                        insert into cluster_answer (since, until)
                        select :at, :at
                        where not exists (select from extended)
                        on conflict do nothing
                        """)
                .param("at", utc(askedAt))
                .param("reach", utc(askedAt.minus(LONGEST_GAP)))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Duration since(Instant at) {
        double seconds = jdbc.sql("""
                        select coalesce(sum(extract(epoch from until - greatest(since, :at))), 0)
                        from cluster_answer
                        where until > :at
                        """).param("at", utc(at)).query(Double.class).single();
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Instant> last() {
        return jdbc.sql("""
                        select until
                        from cluster_answer
                        order by since desc
                        limit 1
                        """)
                .query((row, number) ->
                        row.getObject("until", OffsetDateTime.class).toInstant())
                .optional();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
