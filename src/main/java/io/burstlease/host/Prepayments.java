package io.burstlease.host;

import io.burstlease.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was paid in advance for hosts. Every verb joins the caller's transaction. */
public interface Prepayments {

    /** All of a host, oldest first. */
    List<Prepayment> of(String hostId);

    /** Until when the host is paid for; empty for one that is not paid for in advance. */
    Optional<Instant> paidUntil(String hostId);

    /** Records that an item is paid for from one instant to another; repeating it changes nothing. */
    void pay(String hostId, String item, Instant from, Instant to, Money amount, Instant at);

    /**
     * Ends what is left at that instant: it is spent, but for the refund, which its parts share by what is left of
     * each. What has ended already stays as it is. A refund of more than is left is taken for all that is left.
     */
    void end(String hostId, Instant at, Money refund);
}
