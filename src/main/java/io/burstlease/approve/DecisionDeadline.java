package io.burstlease.approve;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Lapses an application that nobody decided in time. */
@Component
class DecisionDeadline implements Errand {

    static final String NAME = "decision-deadline";

    private final Leases leases;
    private final Clock clock;

    DecisionDeadline(Leases leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Lease lease = leases.get(claim.thing());
        Instant now = clock.instant();
        if (lease.state() != LeaseState.REQUESTED) {
            return Outcome.done("lease is " + lease.state());
        }
        if (now.isBefore(lease.decideBy())) {
            return Outcome.wait(Duration.between(now, lease.decideBy()), "waits for a decision");
        }
        claim.settle(() -> {
            leases.change(lease.id(), l -> {
                if (l.state() == LeaseState.REQUESTED) {
                    l.lapse(Act.itself(now, "nobody decided in time"));
                }
            });
        });
        return Outcome.done("lapsed");
    }
}
