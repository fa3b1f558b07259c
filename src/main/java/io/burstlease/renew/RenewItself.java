package io.burstlease.renew;

import io.burstlease.lease.AutoRenew;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Renewals;
import io.burstlease.money.BillingZone;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks for the next renewal of a lease that renews itself, once for each end that it has. What becomes of it is decided
 * like every renewal; one that was refused is not asked for again.
 */
@Component
class RenewItself implements Errand {

    static final String NAME = "renew-itself";

    /** Before the end, so that a lead can still decide where the policy does not; and at most this. */
    private static final Duration LONGEST_AHEAD = Duration.ofDays(1);

    /** A quarter of the renewal's own length, where that is less. */
    private static final int AHEAD_SHARE = 4;

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Leases leases;
    private final Renewals renewals;
    private final RenewalCost cost;
    private final BillingZone billingZone;
    private final Clock clock;

    RenewItself(Leases leases, Renewals renewals, RenewalCost cost, BillingZone billingZone, Clock clock) {
        this.leases = leases;
        this.renewals = renewals;
        this.cost = cost;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        return claim.settle(() -> {
            Lease lease = leases.lock(claim.thing());
            Optional<AutoRenew> how = lease.autoRenew();
            if (lease.state() != LeaseState.ACTIVE || how.isEmpty()) {
                return Outcome.done("lease is " + lease.state() + (how.isEmpty() ? " and renewed by people" : ""));
            }
            Optional<Instant> newEnd = how.get()
                    .after(lease.end(), billingZone)
                    .map(end -> lease.ask().clear(end, billingZone))
                    .filter(end -> !end.isAfter(how.get().until()));
            return newEnd.map(end -> when(lease, end))
                    .orElse(Outcome.done("it has reached " + how.get().until()));
        });
    }

    private Outcome when(Lease lease, Instant newEnd) {
        Instant now = clock.instant();
        Duration share = Duration.between(lease.end(), newEnd).dividedBy(AHEAD_SHARE);
        Instant due = lease.end().minus(share.compareTo(LONGEST_AHEAD) < 0 ? share : LONGEST_AHEAD);
        if (now.isBefore(due)) {
            return Outcome.wait(Duration.between(now, due), "until it is time to renew");
        }
        boolean refused = renewals.ofLease(lease.id()).stream()
                .filter(renewal -> renewal.oldEndAt().equals(lease.end()))
                .anyMatch(
                        renewal -> renewal.state() == RenewalState.REJECTED || renewal.state() == RenewalState.LAPSED);
        if (refused) {
            return Outcome.done("a renewal of this end was refused");
        }
        boolean open = renewals.ofLease(lease.id()).stream()
                .anyMatch(renewal -> !renewal.state().next().isEmpty());
        if (open) {
            return Outcome.wait(LOOK_AGAIN, "another renewal is open");
        }
        renewals.requestItself(lease.id(), newEnd, cost.of(lease, lease.end(), newEnd), now);
        return Outcome.done("asked for until " + newEnd);
    }
}
