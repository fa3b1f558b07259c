package io.burstlease.prepare;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cluster.ClusterException;
import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.naming.Marks;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Labels the node and tags the instance of a host that serves another lease now, so that no new pods of the old one
 * land on it and the cloud's bill names who pays.
 */
@Component
class Relabel implements Errand {

    static final String NAME = "relabel";

    private final Hosts hosts;
    private final Leases leases;
    private final Dress dress;
    private final CloudHosts cloud;

    Relabel(Hosts hosts, Leases leases, Dress dress, CloudHosts cloud) {
        this.hosts = hosts;
        this.leases = leases;
        this.dress = dress;
        this.cloud = cloud;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        Optional<String> leaseId = hosts.leaseOf(host.id());
        if (!host.state().costs() || leaseId.isEmpty()) {
            return Outcome.done("host is " + host.state());
        }
        Lease lease = leases.get(leaseId.get());
        try {
            // One that never joined has no node that is known to be its own.
            if (host.nodeName().isPresent()) {
                dress.of(host);
            }
            cloud.tag(
                    host.instanceId().orElseThrow(),
                    Map.of(
                            Marks.TAG_LEASE, lease.id(),
                            Marks.TAG_TEAM, lease.ask().teamId()));
        } catch (ClusterException refused) {
            if (refused.family() != ClusterException.Family.GONE) {
                throw refused;
            }
        } catch (CloudException refused) {
            if (refused.family() != CloudException.Family.GONE) {
                throw refused;
            }
        }
        return Outcome.done("it is marked for lease " + lease.id());
    }
}
