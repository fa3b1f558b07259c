package io.burstlease.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The database's time, told from the local clock and the offset last measured between the two. */
final class DatabaseClock extends Clock {

    private final Clock local;
    private final AtomicReference<Duration> offset;

    DatabaseClock(Clock local) {
        this(local, new AtomicReference<>(Duration.ZERO));
    }

    private DatabaseClock(Clock local, AtomicReference<Duration> offset) {
        this.local = local;
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        // What PostgreSQL keeps, so that a time reads back as it was answered.
        return local.instant().plus(offset.get()).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return local.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new DatabaseClock(local.withZone(zone), offset);
    }

    /** What to add to the local clock. */
    Duration offset() {
        return offset.get();
    }

    void correct(Duration measured) {
        offset.set(measured);
    }
}
