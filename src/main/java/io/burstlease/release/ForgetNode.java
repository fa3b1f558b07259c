package io.burstlease.release;

import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.naming.Marks;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Deletes the node of a host whose instance was seen gone; never before, and only the very node of that instance. */
@Component
class ForgetNode implements Errand {

    static final String NAME = "forget-node";

    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final Hosts hosts;
    private final Nodes nodes;
    private final String region;

    ForgetNode(Hosts hosts, Nodes nodes, @Value("${burstlease.cloud.region}") String region) {
        this.hosts = hosts;
        this.nodes = nodes;
        this.region = region;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        if (host.state() != HostState.GONE || host.instanceId().isEmpty()) {
            return Outcome.done("no node to forget");
        }
        String name =
                host.nodeName().orElse(Marks.nodeName(region, host.instanceId().get()));
        Optional<NodeSeen> node = nodes.get(name).filter(seen -> isOf(host, seen));
        if (node.isEmpty()) {
            return Outcome.done("the node is gone");
        }
        return nodes.delete(name, node.get().uid())
                ? Outcome.done("the node is gone")
                : Outcome.wait(TRY_AGAIN, "the node is still there");
    }

    /** One that was taken over may have another name than its instance, and is known by what was bound. */
    private static boolean isOf(Host host, NodeSeen node) {
        return host.adopted()
                ? host.nodeUid().equals(Optional.of(node.uid()))
                : node.name().equals(node.providerId());
    }
}
