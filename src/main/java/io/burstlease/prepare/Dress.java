package io.burstlease.prepare;

import io.burstlease.cluster.Nodes;
import io.burstlease.cluster.Taint;
import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.naming.Marks;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Labels and taints a node for the lease that its host serves. Calls out; repeating it changes nothing. */
@Component
class Dress {

    private final Hosts hosts;
    private final Leases leases;
    private final Nodes nodes;

    Dress(Hosts hosts, Leases leases, Nodes nodes) {
        this.hosts = hosts;
        this.leases = leases;
        this.nodes = nodes;
    }

    void of(Host host) {
        Lease lease = leases.get(hosts.leaseOf(host.id()).orElseThrow());
        nodes.dress(
                host.nodeName().orElseThrow(),
                Map.of(
                        Marks.LABEL_LEASE, lease.id(),
                        Marks.LABEL_TEAM, lease.ask().teamId(),
                        Marks.LABEL_HOST_CLASS, lease.ask().hostClassId()),
                List.of(new Taint(Marks.TAINT_LEASE, lease.id(), "NoSchedule")),
                List.of(Marks.TAINT_JOINING));
    }
}
