package io.burstlease.renew;

import io.burstlease.audit.Act;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Renewals;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lapses a renewal that nobody decided before the end it was to move. */
@Component
class RenewalLapse implements Errand {

    static final String NAME = "renewal-lapse";

    private final Renewals renewals;
    private final Leases leases;
    private final Clock clock;

    RenewalLapse(Renewals renewals, Leases leases, Clock clock) {
        this.renewals = renewals;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Renewal renewal = renewals.get(claim.thing());
        if (renewal.state() != RenewalState.REQUESTED) {
            return Outcome.done("renewal is " + renewal.state());
        }
        if (clock.instant().isBefore(renewal.decideBy())) {
            return Outcome.wait(Duration.between(clock.instant(), renewal.decideBy()), "waits for a decision");
        }
        return claim.settle(() -> lapse(renewal));
    }

    /** Whoever decides holds the lease's lock: a grant that came first stands. */
    private Outcome lapse(Renewal renewal) {
        leases.lock(renewal.leaseId());
        RenewalState now = renewals.get(renewal.id()).state();
        if (now != RenewalState.REQUESTED) {
            return Outcome.done("renewal is " + now);
        }
        renewals.lapse(renewal.id(), Act.itself(clock.instant(), "nobody decided in time"));
        return Outcome.done("lapsed");
    }
}
