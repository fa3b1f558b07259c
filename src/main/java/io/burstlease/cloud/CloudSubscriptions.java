package io.burstlease.cloud;

import io.burstlease.money.Money;

/**
 * Money for hosts that are paid in advance. Every method calls out; none may be called inside a database transaction,
 * and none repeats a call.
 */
public interface CloudSubscriptions {

    /**
     * Pays a pre-paid instance for another period, which begins where the paid one ends. Repeating it may pay twice
     * once the cloud has forgotten the token: repeat only after a reading that shows the old end.
     */
    OrderReply renew(String instanceId, PaidPeriod period, String clientToken);

    /**
     * What the cloud would pay back for an instance that is given up now.
     *
     * @throws CloudException when it would not, or does not answer
     */
    Money refundPrice(String instanceId);

    /** Gives an instance up at once, for what the cloud pays back. There is no way back. */
    OrderReply refund(String instanceId, String clientToken);
}
