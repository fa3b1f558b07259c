package io.burstlease.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Measures the database's clock again and again, and says whether this copy's own clock may be relied on. */
final class ClockWatch implements CloudDates, ClockTrust, HealthIndicator {

    static final Duration MEASURE_EVERY = Duration.ofSeconds(10);
    static final Duration OFF_DATABASE = Duration.ofSeconds(2);
    static final Duration OFF_CLOUD = Duration.ofSeconds(30);
    /** Six measurements in a row have failed: the offset is only remembered, no longer known. */
    static final Duration STALE = MEASURE_EVERY.multipliedBy(6);

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final Clock local;
    private final DatabaseClock clock;
    private final Supplier<OffsetMeasurement> measurement;
    private final AtomicReference<OffsetMeasurement> last;
    private final AtomicReference<@Nullable Duration> cloudAhead = new AtomicReference<>();

    ClockWatch(Clock local, DatabaseClock clock, Supplier<OffsetMeasurement> measurement) {
        this.local = local;
        this.clock = clock;
        this.measurement = measurement;
        this.last = new AtomicReference<>(measurement.get());
        clock.correct(last.get().offset());
    }

    void measure() {
        OffsetMeasurement measured;
        try {
            measured = measurement.get();
        } catch (RuntimeException unreachable) {
            LOG.warn(
                    "The database's clock could not be read; the offset of {} stays in use",
                    clock.offset(),
                    unreachable);
            return;
        }
        if (measured.roundTrip().compareTo(OFF_DATABASE) < 0) {
            clock.correct(measured.offset());
            last.set(measured);
        }
    }

    /** An answer that was long under way, or read late by a copy that stood still, tells that much less. */
    @Override
    public void seen(Instant cloudDate, Duration underWay) {
        Duration ahead = Duration.between(local.instant(), cloudDate);
        Duration least = ahead.isNegative() ? ahead.plus(underWay) : ahead;
        cloudAhead.set(ahead.isNegative() && !least.isNegative() ? Duration.ZERO : least);
    }

    @Override
    public boolean isTrusted() {
        return faults().isEmpty();
    }

    @Override
    public Health health() {
        List<String> faults = faults();
        Health.Builder health =
                faults.isEmpty() ? Health.up() : Health.outOfService().withDetail("faults", faults);
        return health.withDetail("databaseAheadMillis", last.get().offset().toMillis())
                .withDetail("roundTripMillis", last.get().roundTrip().toMillis())
                .build();
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        OffsetMeasurement measured = last.get();
        if (measured.offset().abs().compareTo(OFF_DATABASE) > 0) {
            faults.add("the local clock is %s off the database's"
                    .formatted(measured.offset().abs()));
        }
        if (Duration.between(measured.at(), local.instant()).abs().compareTo(STALE) > 0) {
            faults.add("the database's clock was last read at %s".formatted(measured.at()));
        }
        Duration cloud = cloudAhead.get();
        if (cloud != null && cloud.abs().compareTo(OFF_CLOUD) > 0) {
            faults.add("the local clock is %s off the cloud's".formatted(cloud.abs()));
        }
        return faults;
    }
}
