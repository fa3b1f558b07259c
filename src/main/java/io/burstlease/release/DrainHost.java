package io.burstlease.release;

import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.Drain;
import io.burstlease.cluster.Eviction;
import io.burstlease.cluster.Nodes;
import io.burstlease.cluster.PodSeen;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Empties a node through the eviction API, which honours PodDisruptionBudgets, until the lease's grace is over; then
 * whatever is left is deleted. A cluster that does not answer does not keep a host alive past its grace.
 */
@Component
class DrainHost implements Errand {

    static final String NAME = "drain";

    /** The API server names no time to wait after a blocked eviction. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(DrainHost.class);

    private final Hosts hosts;
    private final Leases leases;
    private final Nodes nodes;
    private final Drain drain;
    private final Clock clock;

    DrainHost(Hosts hosts, Leases leases, Nodes nodes, Drain drain, Clock clock) {
        this.hosts = hosts;
        this.leases = leases;
        this.nodes = nodes;
        this.drain = drain;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        if (host.state() != HostState.DRAINING) {
            return Outcome.done("host is " + host.state());
        }
        Instant hardEnd = host.stateSince().plus(time(host));
        boolean late = !clock.instant().isBefore(hardEnd);
        try {
            return late ? cut(claim, host) : evict(claim, host);
        } catch (ClusterException refused) {
            if (late || refused.family() == ClusterException.Family.GONE) {
                return delete(claim, "the drain ended: " + refused.getMessage());
            }
            throw refused;
        }
    }

    /** The lease's grace, or as much of it as the cloud leaves. */
    private Duration time(Host host) {
        Duration grace = grace(host);
        boolean less = host.sight().isToBeTaken() && Reclaimed.TIME_TO_LEAVE.compareTo(grace) < 0;
        return less ? Reclaimed.TIME_TO_LEAVE : grace;
    }

    private Duration grace(Host host) {
        return hosts.leaseOf(host.id())
                .map(leases::get)
                .map(Lease::ask)
                .map(ask -> ask.grace())
                .orElse(Duration.ZERO);
    }

    private Outcome evict(Claim claim, Host host) {
        String node = host.nodeName().orElseThrow();
        nodes.cordon(node, true);
        List<PodSeen> pods = drain.pods(node);
        if (pods.isEmpty()) {
            return delete(claim, "drained");
        }
        TreeSet<String> obstacles = new TreeSet<>();
        for (PodSeen pod : pods) {
            if (!pod.terminating()) {
                obstacle(pod).ifPresent(obstacles::add);
            }
        }
        String blocked = obstacles.isEmpty() ? null : "blocked by " + String.join(", ", obstacles);
        if (!Objects.equals(host.stuckCode().orElse(null), blocked)) {
            claim.settle(() -> {
                hosts.change(host.id(), h -> tell(h, blocked));
            });
        }
        return blocked == null
                ? Outcome.wait(LOOK_AGAIN, pods.size() + " pods are going")
                : Outcome.wait(TRY_AGAIN, blocked);
    }

    /** What keeps the pod. One that cannot be evicted does not keep the others. */
    private Optional<String> obstacle(PodSeen pod) {
        try {
            return drain.evict(pod) instanceof Eviction.Blocked blocked
                    ? Optional.of(blocked.budget())
                    : Optional.empty();
        } catch (ClusterException refused) {
            LOG.warn("Pod {}/{} is not evicted: {}", pod.namespace(), pod.name(), refused.getMessage());
            return Optional.of("the API server (" + pod.namespace() + "/" + pod.name() + ")");
        }
    }

    private void tell(Host host, @Nullable String blocked) {
        if (host.state() == HostState.DRAINING) {
            host.stuck(blocked, clock.instant());
        }
    }

    private Outcome cut(Claim claim, Host host) {
        for (PodSeen pod : drain.pods(host.nodeName().orElseThrow())) {
            drain.delete(pod, 0);
        }
        return delete(claim, "the grace is over");
    }

    private Outcome delete(Claim claim, String reason) {
        claim.settle(() -> {
            hosts.leaseOf(claim.thing()).ifPresent(leases::lock);
            hosts.change(claim.thing(), host -> {
                if (host.state() == HostState.DRAINING) {
                    host.stuck(null, clock.instant());
                    host.delete(host.leaving().orElseThrow(), reason, clock.instant());
                }
            });
        });
        return Outcome.done(reason);
    }
}
