package io.burstlease.meter;

import io.burstlease.workflow.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Meters every host that costs money, some at a time, so that costs are seen while they arise. */
@Component
class MeterRound implements Recurring {

    /** Hosts in one transaction. */
    private static final int BATCH = 200;

    private final Metering metering;
    private final MeterSettings settings;
    private final Clock clock;

    MeterRound(Metering metering, MeterSettings settings, Clock clock) {
        this.metering = metering;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "meter";
    }

    @Override
    public Duration every() {
        return settings.every();
    }

    @Override
    public void run() {
        List<String> hosts = metering.unmetered();
        for (int from = 0; from < hosts.size(); from += BATCH) {
            metering.meter(hosts.subList(from, Math.min(hosts.size(), from + BATCH)), clock.instant());
        }
    }

    /** How often; a lease's cost is never older than this. */
    @ConfigurationProperties("burstlease.meter")
    record MeterSettings(@DefaultValue("1m") Duration every) {}
}
