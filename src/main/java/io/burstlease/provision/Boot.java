package io.burstlease.provision;

import io.burstlease.cloud.InstanceSeen.Status;
import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.host.Passes;
import io.burstlease.naming.Marks;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Waits for a bought instance to run, which a reading or its node shows; one that does not in time is broken. */
@Component
class Boot implements Errand {

    static final String NAME = "boot";

    static final String BOOT_DEADLINE = "boot-deadline";

    /** Readings and the node's appearance wake it; this is for the deadline. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Boot.class);

    private final Hosts hosts;
    private final Passes passes;
    private final Nodes nodes;
    private final ProvisionSettings settings;
    private final Clock clock;
    private final String region;

    Boot(
            Hosts hosts,
            Passes passes,
            Nodes nodes,
            ProvisionSettings settings,
            Clock clock,
            @Value("${burstlease.cloud.region}") String region) {
        this.hosts = hosts;
        this.passes = passes;
        this.nodes = nodes;
        this.settings = settings;
        this.clock = clock;
        this.region = region;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        if (host.state() != HostState.BOOTING) {
            return Outcome.done("host is " + host.state());
        }
        if (Status.RUNNING.name().equals(host.sight().seenStatus()) || hasNode(host)) {
            claim.settle(() -> {
                hosts.change(host.id(), h -> {
                    if (h.state() == HostState.BOOTING) {
                        h.running(clock.instant());
                    }
                });
            });
            return Outcome.done("running");
        }
        Duration waited = passes.freshSince(host.stateSince(), settings.freshGap());
        if (waited.compareTo(settings.bootDeadline()) < 0) {
            return Outcome.wait(LOOK_AGAIN, "not running after " + waited);
        }
        claim.settle(() -> broken(host.id()));
        return Outcome.done(BOOT_DEADLINE);
    }

    /** A node says that its host runs, before the next reading does. */
    private boolean hasNode(Host host) {
        String name = Marks.nodeName(region, host.instanceId().orElseThrow());
        try {
            return nodes.get(name)
                    .filter(node -> name.equals(node.providerId()))
                    .isPresent();
        } catch (ClusterException unseen) {
            LOG.debug("Node {} could not be asked for", name, unseen);
            return false;
        }
    }

    private void broken(String hostId) {
        hosts.change(hostId, h -> {
            if (h.state() == HostState.BOOTING) {
                h.delete(
                        Leaving.BROKEN,
                        BOOT_DEADLINE + ": not running after " + settings.bootDeadline(),
                        clock.instant());
            }
        });
    }
}
