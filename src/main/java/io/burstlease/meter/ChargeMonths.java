package io.burstlease.meter;

import io.burstlease.workflow.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has the ledger's months made well before anything is charged in them, by the role that owns the schema. */
@Component
class ChargeMonths implements Recurring {

    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration AHEAD = Duration.ofDays(92);

    /** An installation that was off for so long may still have to charge what it finds. */
    private static final Duration BACK = Duration.ofDays(62);

    private final JdbcClient jdbc;
    private final Clock clock;

    ChargeMonths(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "charge-months";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        jdbc.sql("select make_charge_months(:from, :to)")
                .param("from", now.minus(BACK).atOffset(ZoneOffset.UTC))
                .param("to", now.plus(AHEAD).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
