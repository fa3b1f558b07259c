package io.burstlease.release;

import io.burstlease.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the end of a pre-paid host has come.
 *
 * @param heldAt when it was held because the policy says so
 * @param attempt rises with every order that is no repeat
 * @param asked what the cloud said it would pay back; null while it was not asked
 * @param firstSentAt when the order was sent for the first time; null while it was not
 * @param doneAt when the cloud was known to have it back
 * @param refusal why the cloud will not have it back
 */
record PrepaidEnding(
        @Nullable Instant heldAt,
        int attempt,
        @Nullable Money asked,
        @Nullable Instant firstSentAt,
        @Nullable Instant lastSentAt,
        @Nullable Instant doneAt,
        @Nullable String refusal,
        @Nullable Instant refusedAt) {

    static final PrepaidEnding NOT_BEGUN = new PrepaidEnding(null, 0, null, null, null, null, null, null);
}
