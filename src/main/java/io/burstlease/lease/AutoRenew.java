package io.burstlease.lease;

import io.burstlease.money.BillingZone;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;

/**
 * By how much, and up to when, a lease is renewed without anybody asking.
 *
 * @param term of each renewal, as {@link Term} writes it
 * @param until no end is ever moved past this
 */
@Embeddable
public record AutoRenew(
        @Column(name = "auto_renew_term") String term,
        @Column(name = "auto_renew_until") Instant until) {

    /** The end after that one; empty when it would not be later. */
    public Optional<Instant> after(Instant end, BillingZone billingZone) {
        Instant next = Term.parse(term).from(end, billingZone);
        return Optional.of(next.isBefore(until) ? next : until).filter(at -> at.isAfter(end));
    }
}
