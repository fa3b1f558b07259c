package io.burstlease.apply;

import io.burstlease.audit.Act;
import io.burstlease.lease.Growth;
import io.burstlease.lease.GrowthState;
import io.burstlease.lease.Growths;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lapses a growth that nobody decided in time. */
@Component
class GrowthLapse implements Errand {

    static final String NAME = "growth-lapse";

    private final Growths growths;
    private final Leases leases;
    private final Clock clock;

    GrowthLapse(Growths growths, Leases leases, Clock clock) {
        this.growths = growths;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Growth growth = growths.get(claim.thing());
        if (growth.state() != GrowthState.REQUESTED) {
            return Outcome.done("growth is " + growth.state());
        }
        if (clock.instant().isBefore(growth.decideBy())) {
            return Outcome.wait(Duration.between(clock.instant(), growth.decideBy()), "waits for a decision");
        }
        return claim.settle(() -> lapse(growth));
    }

    /** Whoever decides holds the lease's lock: a grant that came first stands. */
    private Outcome lapse(Growth growth) {
        leases.lock(growth.leaseId());
        GrowthState now = growths.get(growth.id()).state();
        if (now != GrowthState.REQUESTED) {
            return Outcome.done("growth is " + now);
        }
        growths.lapse(growth.id(), Act.itself(clock.instant(), "nobody decided in time"));
        return Outcome.done("lapsed");
    }
}
