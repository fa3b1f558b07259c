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
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Watches a lease's end: cordons its hosts shortly before, takes the cordon off when the end moved, and begins the
 * release when it comes. A cluster that does not answer holds up the cordon, never the end.
 */
@Component
class LeaseEnd implements Errand {

    static final String NAME = "lease-end";

    /** For nodes that could not be cordoned, or not be uncordoned. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

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
        boolean near = !now.isBefore(lease.cordonAt());
        if (near && !lease.isCordoned()) {
            claim.settle(() -> mark(lease.id(), true));
            return Outcome.next();
        }
        return write(claim, lease, near, now);
    }

    private Outcome write(Claim claim, Lease lease, boolean near, Instant now) {
        // Again at every look, for hosts that became READY since the last.
        List<String> left = near || lease.isCordoned() ? cordon(lease, near) : List.of();
        if (left.isEmpty() && !near && lease.isCordoned()) {
            claim.settle(() -> mark(lease.id(), false));
        }
        return rest(Duration.between(now, near ? lease.end() : lease.cordonAt()), near, left);
    }

    private static Outcome rest(Duration time, boolean near, List<String> left) {
        if (left.isEmpty()) {
            return Outcome.wait(time, near ? "cordoned until the end" : "until the cordon");
        }
        return Outcome.wait(time.compareTo(TRY_AGAIN) < 0 ? time : TRY_AGAIN, "not yet written: " + left);
    }

    /**
     * Set before the first node is cordoned and cleared after the last is not: whatever happens between, what this
     * service cordoned is known to be its own to uncordon.
     */
    private void mark(String leaseId, boolean near) {
        leases.change(leaseId, lease -> {
            Instant now = clock.instant();
            if (lease.state() != LeaseState.ACTIVE || near == now.isBefore(lease.cordonAt())) {
                return;
            }
            if (near) {
                lease.cordon(Act.itself(now, "the end is near"));
            } else {
                lease.uncordon(Act.itself(now, "the end moved"));
            }
        });
    }

    /** The nodes of which it is not known that they are now as they should be. */
    private List<String> cordon(Lease lease, boolean unschedulable) {
        List<String> left = new ArrayList<>();
        for (Host host : hosts.ofLease(lease.id())) {
            if (host.state() == HostState.READY) {
                String node = host.nodeName().orElseThrow();
                try {
                    nodes.cordon(node, unschedulable);
                } catch (ClusterException refused) {
                    LOG.warn("Node {} of host {}: {}", node, host.id(), refused.getMessage());
                    if (refused.family() != ClusterException.Family.GONE) {
                        left.add(node);
                    }
                }
            }
        }
        return left;
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
