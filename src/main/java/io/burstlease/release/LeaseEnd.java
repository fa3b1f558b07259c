package io.burstlease.release;

import io.burstlease.audit.Act;
import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Watches a lease's end: cordons its hosts shortly before, and begins the release when it comes. */
@Component
class LeaseEnd implements Errand {

    static final String NAME = "lease-end";

    private static final Logger LOG = LoggerFactory.getLogger(LeaseEnd.class);

    private final Leases leases;
    private final Hosts hosts;
    private final Nodes nodes;
    private final Clock clock;

    LeaseEnd(Leases leases, Hosts hosts, Nodes nodes, Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.nodes = nodes;
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
        return switch (lease.state()) {
            case PROVISIONING ->
                now.isBefore(lease.end())
                        ? Outcome.wait(Duration.between(now, lease.end()), "provisioning")
                        : release(claim, Ending.GAVE_UP, "the end came before the hosts");
            case ACTIVE -> active(claim, lease, now);
            case REQUESTED, APPROVED, RELEASING, RELEASED, REJECTED, CANCELLED, LAPSED, FAILED ->
                Outcome.done("lease is " + lease.state());
        };
    }

    private Outcome active(Claim claim, Lease lease, Instant now) {
        if (!now.isBefore(lease.end())) {
            return release(claim, Ending.EXPIRED, "the end came");
        }
        boolean cordoned = !now.isBefore(lease.cordonAt());
        if (cordoned != lease.isCordoned()) {
            cordon(lease, cordoned);
            claim.settle(() -> {
                leases.change(lease.id(), l -> mark(l, cordoned));
            });
        }
        Instant next = cordoned ? lease.end() : lease.cordonAt();
        return Outcome.wait(Duration.between(now, next), cordoned ? "cordoned until the end" : "until the cordon");
    }

    private void mark(Lease lease, boolean cordoned) {
        if (lease.state() != LeaseState.ACTIVE) {
            return;
        }
        Act act = Act.itself(clock.instant(), cordoned ? "the end is near" : "the end moved");
        if (cordoned) {
            lease.cordon(act);
        } else {
            lease.uncordon(act);
        }
    }

    private void cordon(Lease lease, boolean cordoned) {
        for (Host host : hosts.ofLease(lease.id())) {
            if (host.state() == HostState.READY && host.nodeName().isPresent()) {
                try {
                    nodes.cordon(host.nodeName().get(), cordoned);
                } catch (ClusterException refused) {
                    if (refused.family() != ClusterException.Family.GONE) {
                        throw refused;
                    }
                    LOG.warn(
                            "Node {} of host {} is not there to be cordoned",
                            host.nodeName().get(),
                            host.id());
                }
            }
        }
    }

    private Outcome release(Claim claim, Ending why, String reason) {
        claim.settle(() -> {
            leases.change(claim.thing(), lease -> {
                Instant now = clock.instant();
                boolean open = lease.state() == LeaseState.ACTIVE || lease.state() == LeaseState.PROVISIONING;
                if (open && !now.isBefore(lease.end())) {
                    lease.release(why, Act.itself(now, reason));
                }
            });
        });
        return Outcome.next();
    }
}
