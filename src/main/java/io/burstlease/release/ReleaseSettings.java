package io.burstlease.release;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long giving back may take before somebody hears of it.
 *
 * @param deleteDeadline from the wish to delete to being seen gone; after it the host is shown as stuck and goes on
 *     costing
 * @param prepaidEnd what becomes of a host that is paid for longer than its lease lasts
 */
@ConfigurationProperties("burstlease.release")
record ReleaseSettings(
        @DefaultValue("10m") Duration deleteDeadline,
        @DefaultValue("REFUND") PrepaidEnd prepaidEnd) {

    /** What becomes of a pre-paid host when its lease is over. */
    enum PrepaidEnd {
        /** Given up at once for what the cloud pays back; held where it pays nothing back. */
        REFUND,
        /** Held, and paid for by its lease, until an operator gives it up or what was paid runs out. */
        HOLD
    }
}
