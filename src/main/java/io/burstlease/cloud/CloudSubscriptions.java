package io.burstlease.cloud;

import io.burstlease.money.Money;
import java.time.Duration;

/**
 * Money for hosts that are paid in advance. Every method calls out; none may be called inside a database transaction,
 * and none repeats a call.
 */
public interface CloudSubscriptions {

    /** For how long after its first send an order is repeated with its token, whose life is not documented. */
    Duration TOKEN_LIFE = Duration.ofMinutes(10);

    /** A send may be executed for as long as its signature lives, 15 minutes, and a minute on. */
    Duration LATEST_EFFECT = Duration.ofMinutes(16);

    /**
     * Pays a pre-paid instance for another period, which begins where the paid one ends. Repeating it may pay twice
     * once the cloud has forgotten the token: repeat only after a reading that shows the old end.
     */
    OrderReply renew(String instanceId, PaidPeriod period, String clientToken);

    /**
     * Whether the cloud itself pays the instance for another period when the paid one ends.
     *
     * @throws CloudException when it does not say
     */
    boolean renewsItself(String instanceId);

    /**
     * What the cloud would pay back for an instance that is given up now.
     *
     * @throws CloudException when it would not, or does not answer
     */
    Money refundPrice(String instanceId);

    /** Gives an instance up at once, for what the cloud pays back. There is no way back. */
    OrderReply refund(String instanceId, String clientToken);
}
