package io.burstlease.join;

import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
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
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Waits for the node of a running host and binds it, so that only our instance's node can become the host's. */
@Component
class Join implements Errand {

    static final String NAME = "join";

    /** A watch wakes the step; this is for a watch that tells nothing. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Hosts hosts;
    private final Leases leases;
    private final Nodes nodes;
    private final ClusterAnswers answers;
    private final NodeNames names;
    private final JoinSettings settings;
    private final Clock clock;

    Join(
            Hosts hosts,
            Leases leases,
            Nodes nodes,
            ClusterAnswers answers,
            NodeNames names,
            JoinSettings settings,
            Clock clock) {
        this.hosts = hosts;
        this.leases = leases;
        this.nodes = nodes;
        this.answers = answers;
        this.names = names;
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
        if (host.state() != HostState.JOINING) {
            return Outcome.done("host is " + host.state());
        }
        Duration waited = answers.since(host.stateSince());
        Optional<NodeSeen> node = nodes.get(names.of(host));
        Optional<String> missing = node.map(seen -> Binding.missing(host, seen)).orElse(Optional.of("no node"));
        if (missing.isEmpty()) {
            return bindOrRefuse(claim, host, node.orElseThrow());
        }
        return waited.compareTo(settings.deadline()) < 0
                ? Outcome.wait(LOOK_AGAIN, missing.get() + " after " + waited)
                : broken(claim, "join-deadline: " + missing.get() + " after " + settings.deadline());
    }

    private Outcome bindOrRefuse(Claim claim, Host host, NodeSeen node) {
        Optional<String> mismatch = Binding.mismatch(host, node);
        if (mismatch.isPresent()) {
            return broken(claim, "node-mismatch: " + mismatch.get());
        }
        claim.settle(() -> {
            hosts.change(host.id(), h -> {
                if (h.state() == HostState.JOINING) {
                    h.bind(node.name(), node.uid(), clock.instant());
                }
            });
        });
        return Outcome.done("bound to " + node.name());
    }

    private Outcome broken(Claim claim, String reason) {
        claim.settle(() -> {
            hosts.leaseOf(claim.thing()).ifPresent(leases::lock);
            hosts.change(claim.thing(), h -> {
                if (h.state() == HostState.JOINING) {
                    h.delete(Leaving.BROKEN, reason, clock.instant());
                }
            });
        });
        return Outcome.done(reason);
    }
}
