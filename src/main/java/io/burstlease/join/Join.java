package io.burstlease.join;

import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Waits for the node of a running host and binds it, so that only our instance's node can become the host's. */
@Component
class Join implements Errand {

    static final String NAME = "join";

    /** A watch wakes the step; this is for a watch that tells nothing. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Hosts hosts;
    private final Nodes nodes;
    private final NodeNames names;
    private final JoinSettings settings;
    private final Clock clock;

    Join(Hosts hosts, Nodes nodes, NodeNames names, JoinSettings settings, Clock clock) {
        this.hosts = hosts;
        this.nodes = nodes;
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
        Instant asked = clock.instant();
        Optional<NodeSeen> node = nodes.get(names.of(host));
        if (node.isPresent()) {
            return bindOrRefuse(claim, host, node.get());
        }
        Instant deadline = host.stateSince().plus(settings.deadline());
        if (asked.isAfter(deadline)) {
            return broken(claim, "join-deadline: no node after " + settings.deadline());
        }
        return Outcome.wait(LOOK_AGAIN, "no node yet");
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
            hosts.change(claim.thing(), h -> {
                if (h.state() == HostState.JOINING) {
                    h.delete(Leaving.BROKEN, reason, clock.instant());
                }
            });
        });
        return Outcome.done(reason);
    }
}
