package io.burstlease.adopt;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.naming.Marks;
import io.burstlease.settings.Installation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Gives adopted instances the tags, and their nodes the labels, that hosts of ours have from the beginning. Calls out;
 * repeating it changes nothing.
 */
@Component
class Mark {

    private final Hosts hosts;
    private final Attempts attempts;
    private final CloudHosts cloud;
    private final Nodes nodes;
    private final Installation installation;

    Mark(Hosts hosts, Attempts attempts, CloudHosts cloud, Nodes nodes, Installation installation) {
        this.hosts = hosts;
        this.attempts = attempts;
        this.cloud = cloud;
        this.nodes = nodes;
        this.installation = installation;
    }

    /** Marks those that no reading has shown yet, which looks at tagged ones only. How many those are. */
    int all(Adoption adoption) {
        List<Host> unseen = adoption.hosts().stream()
                .map(row -> hosts.get(Objects.requireNonNull(row.hostId())))
                .filter(host -> host.state() != HostState.GONE && host.sight().seenPass() == null)
                .toList();
        unseen.forEach(this::one);
        return unseen.size();
    }

    /** One that went meanwhile will be missed by the readings, like every other. */
    private void one(Host host) {
        String launch = host.launchId().orElseThrow();
        Attempt attempt = attempts.of(launch).getFirst();
        try {
            nodes.dress(
                    host.nodeName().orElseThrow(),
                    Map.of(
                            Marks.LABEL_INSTALLATION, installation.id(),
                            Marks.LABEL_INSTANCE, host.instanceId().orElseThrow(),
                            Marks.LABEL_LAUNCH, launch),
                    List.of(),
                    List.of());
        } catch (ClusterException refused) {
            if (refused.family() != ClusterException.Family.GONE) {
                throw refused;
            }
        }
        try {
            cloud.tag(host.instanceId().orElseThrow(), attempt.request().tags());
        } catch (CloudException refused) {
            if (refused.family() != CloudException.Family.GONE) {
                throw refused;
            }
        }
    }
}
