package io.burstlease.renew;

import io.burstlease.cloud.PaidPeriod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order for another paid period of a host that is not settled yet.
 *
 * @param paidUntil until when the host was paid for before
 * @param seenUntil the end that the cloud showed before
 * @param firstSentAt null while it was not sent
 */
record PaidRenewal(
        long id,
        String hostId,
        PaidPeriod period,
        Instant paidUntil,
        Instant seenUntil,
        Instant orderedAt,
        @Nullable Instant firstSentAt,
        @Nullable Instant lastSentAt) {

    /** The same for every repeat of it. */
    String token() {
        return "renew-" + hostId + "-" + id;
    }
}
