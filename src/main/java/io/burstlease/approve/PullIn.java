package io.burstlease.approve;

import io.burstlease.budget.Budgets;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import org.springframework.stereotype.Component;

/**
 * Frees what the hosts of an ACTIVE lease that are given back early will not cost: once for however many go at once.
 */
@Component
class PullIn implements Errand {

    static final String NAME = "pull-in";

    private final Leases leases;
    private final Hosts hosts;
    private final Budgets budgets;
    private final Exposure exposure;

    PullIn(Leases leases, Hosts hosts, Budgets budgets, Exposure exposure) {
        this.leases = leases;
        this.hosts = hosts;
        this.budgets = budgets;
        this.exposure = exposure;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        return claim.settle(() -> {
            Lease lease = leases.lock(claim.thing());
            if (lease.state().isFinal() && hosts.ofLease(lease.id()).isEmpty()) {
                budgets.release(lease.id());
                return Outcome.done("nothing costs any more");
            }
            if (lease.state() != LeaseState.ACTIVE) {
                return Outcome.done("lease is " + lease.state());
            }
            exposure.pullIn(lease);
            return Outcome.done("the reservation is that of the hosts it has");
        });
    }
}
