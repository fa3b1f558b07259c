package io.burstlease.meter;

import io.burstlease.workflow.Recurring;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Meters every host that costs money, some at a time, so that costs are seen while they arise. */
@Component
class MeterRound implements Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(MeterRound.class);

    /** Hosts in one transaction. */
    private static final int BATCH = 200;

    private final Metering metering;
    private final MeterSettings settings;
    private final Clock clock;
    private final AtomicInteger unknown = new AtomicInteger();

    MeterRound(Metering metering, MeterSettings settings, Clock clock, MeterRegistry meters) {
        this.metering = metering;
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("burstlease.meter.unpriced", unknown, AtomicInteger::get)
                .description("Things that cost money and have no known price; none of it is on the ledger")
                .register(meters);
    }

    @Override
    public String name() {
        return "meter";
    }

    @Override
    public Duration every() {
        return settings.every();
    }

    /** Every batch, whatever becomes of the others; fails at the end with the first that could not be metered. */
    @Override
    public void run() {
        List<String> unpriced = metering.unpriced();
        unknown.set(unpriced.size());
        if (!unpriced.isEmpty()) {
            LOG.error("Not metered, because the price is not known: {}", unpriced);
        }
        List<String> hosts = metering.unmetered();
        List<RuntimeException> failed = new ArrayList<>();
        for (int from = 0; from < hosts.size(); from += BATCH) {
            try {
                metering.meter(hosts.subList(from, Math.min(hosts.size(), from + BATCH)), clock.instant());
            } catch (RuntimeException failure) {
                failed.add(failure);
            }
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    /** How often; a lease's cost is never older than this. */
    @ConfigurationProperties("burstlease.meter")
    record MeterSettings(@DefaultValue("1m") Duration every) {}
}
