package io.burstlease.prepare;

import io.burstlease.cluster.Drain;
import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.cluster.PodSeen;
import io.burstlease.host.ClusterAnswers;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Holds a bound node against the gates and, once it passes them all, dresses it for its lease. A host that was taken
 * over is never deleted for a gate: what is on it was there before this service, so that a person has to look.
 */
@Component
class Prepare implements Errand {

    static final String NAME = "prepare";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Hosts hosts;
    private final Leases leases;
    private final Dress dress;
    private final Nodes nodes;
    private final Drain pods;
    private final ClusterAnswers answers;
    private final PrepareSettings settings;
    private final Clock clock;

    Prepare(
            Hosts hosts,
            Leases leases,
            Dress dress,
            Nodes nodes,
            Drain pods,
            ClusterAnswers answers,
            PrepareSettings settings,
            Clock clock) {
        this.hosts = hosts;
        this.leases = leases;
        this.dress = dress;
        this.nodes = nodes;
        this.pods = pods;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        if (host.state() != HostState.PREPARING) {
            return Outcome.done("host is " + host.state());
        }
        Duration waited = answers.since(host.stateSince());
        Optional<String> fault = firstFault(host);
        if (fault.isPresent()) {
            boolean late = waited.compareTo(settings.deadline()) >= 0;
            if (late && !host.adopted()) {
                return broken(claim, fault.get());
            }
            if (late) {
                claim.settle(() -> say(host.id(), fault.get()));
            }
            return Outcome.wait(LOOK_AGAIN, fault.get());
        }
        dress.of(host);
        claim.settle(() -> {
            hosts.change(host.id(), h -> {
                if (h.state() == HostState.PREPARING) {
                    h.stuck(null, clock.instant());
                    h.ready(clock.instant());
                }
            });
        });
        return Outcome.done("ready");
    }

    private Optional<String> firstFault(Host host) {
        Optional<NodeSeen> node = nodes.get(host.nodeName().orElseThrow());
        if (node.isEmpty() || !host.nodeUid().equals(Optional.of(node.get().uid()))) {
            return Optional.of("node-ready: the node object is not the one that was bound");
        }
        List<PodSeen> onNode = pods.everyPod(node.get().name());
        return Gate.all().stream()
                .flatMap(gate -> gate.fault(host, node.get(), onNode).stream())
                .findFirst();
    }

    private void say(String hostId, String fault) {
        hosts.change(hostId, h -> {
            if (h.state() == HostState.PREPARING) {
                h.stuck(fault, clock.instant());
            }
        });
    }

    private Outcome broken(Claim claim, String fault) {
        claim.settle(() -> {
            hosts.leaseOf(claim.thing()).ifPresent(leases::lock);
            hosts.change(claim.thing(), h -> {
                if (h.state() == HostState.PREPARING) {
                    h.delete(Leaving.BROKEN, fault, clock.instant());
                }
            });
        });
        return Outcome.done(fault);
    }
}
