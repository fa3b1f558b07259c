package io.burstlease.release;

import io.burstlease.cluster.Drain;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Gives back the hosts that a lease has beyond those it keeps: first those that are still on their way, then those with
 * the fewest pods, then the youngest. Looks at what is there each time, so that it may run twice or die anywhere.
 */
@Component
class Shrink implements Errand {

    static final String NAME = "shrink";

    /** For a host whose purchase is not settled: it cannot be given back before. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Leases leases;
    private final Hosts hosts;
    private final Drain drain;
    private final GiveBack giveBack;

    Shrink(Leases leases, Hosts hosts, Drain drain, GiveBack giveBack) {
        this.leases = leases;
        this.hosts = hosts;
        this.drain = drain;
        this.giveBack = giveBack;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Lease lease = leases.get(claim.thing());
        List<Host> staying = staying(lease.id());
        if (lease.state() != LeaseState.ACTIVE || staying.size() <= lease.ask().hosts()) {
            return Outcome.done("it has the hosts it keeps");
        }
        Map<String, Integer> pods = new HashMap<>();
        staying.stream()
                .filter(host -> host.state() == HostState.READY)
                .forEach(host -> host.nodeName()
                        .ifPresent(node -> pods.put(host.id(), drain.pods(node).size())));
        return claim.settle(() -> giveBack(leases.lock(lease.id()), pods));
    }

    /** What a host is used for is known of those that were READY when the cluster was asked. */
    private Outcome giveBack(Lease lease, Map<String, Integer> pods) {
        if (lease.state() != LeaseState.ACTIVE) {
            return Outcome.done("lease is " + lease.state());
        }
        List<Host> staying = staying(lease.id());
        long surplus = staying.size() - lease.ask().hosts();
        List<Host> going = staying.stream()
                .filter(host -> host.state() != HostState.LAUNCHING)
                .sorted(Comparator.comparing((Host host) -> host.state() == HostState.READY)
                        .thenComparing(host -> pods.getOrDefault(host.id(), 0))
                        .thenComparing(Host::createdAt, Comparator.reverseOrder())
                        .thenComparing(Host::id))
                .limit(Math.max(0, surplus))
                .toList();
        going.forEach(host -> giveBack.of(lease, host.id(), "shrunk: among the least used", false));
        return going.size() < surplus
                ? Outcome.wait(LOOK_AGAIN, surplus - going.size() + " hosts are being bought")
                : Outcome.done(going.size() + " hosts are given back");
    }

    private List<Host> staying(String leaseId) {
        return hosts.ofLease(leaseId).stream()
                .filter(host -> host.leaving().isEmpty())
                .toList();
    }
}
