package io.burstlease.release;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Launches;
import io.burstlease.host.Passes;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.naming.Marks;
import io.burstlease.settings.Installation;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Closes a lease, once all its purchases are settled, all its hosts were seen gone, a later complete reading showed no
 * other, and none of its nodes is left.
 */
@Component
class WindUp implements Errand {

    static final String NAME = "wind-up";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Leases leases;
    private final Hosts hosts;
    private final Launches launches;
    private final Passes passes;
    private final Nodes nodes;
    private final Installation installation;
    private final Clock clock;
    private final String region;

    WindUp(
            Leases leases,
            Hosts hosts,
            Launches launches,
            Passes passes,
            Nodes nodes,
            Installation installation,
            Clock clock,
            @Value("${burstlease.cloud.region}") String region) {
        this.leases = leases;
        this.hosts = hosts;
        this.launches = launches;
        this.passes = passes;
        this.nodes = nodes;
        this.installation = installation;
        this.clock = clock;
        this.region = region;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Lease lease = leases.get(claim.thing());
        if (lease.state() != LeaseState.RELEASING) {
            return Outcome.done("lease is " + lease.state());
        }
        Optional<String> anything = leftInCloud(lease).or(() -> leftInCluster(lease));
        if (anything.isPresent()) {
            return Outcome.wait(LOOK_AGAIN, anything.get());
        }
        return claim.settle(() -> {
            Lease locked = leases.lock(lease.id());
            Optional<String> since = leftInCloud(locked);
            if (locked.state() == LeaseState.RELEASING && since.isEmpty()) {
                leases.change(lease.id(), l -> l.close(Act.itself(clock.instant(), "everything was seen gone")));
            }
            return since.map(left -> Outcome.wait(LOOK_AGAIN, left)).orElse(Outcome.done("closed"));
        });
    }

    private Optional<String> leftInCloud(Lease lease) {
        if (launches.ofLease(lease.id()).stream()
                .anyMatch(launch -> !launch.state().isSettled())) {
            return Optional.of("a purchase is not settled");
        }
        long alive = hosts.ofLease(lease.id()).stream()
                .filter(host -> !isPaidAhead(host))
                .count();
        if (alive > 0) {
            return Optional.of(alive + " hosts were not seen gone");
        }
        Instant last = hosts.everOfLease(lease.id()).stream()
                .map(Host::stateSince)
                .max(Instant::compareTo)
                .orElse(lease.stateSince());
        return passes.completeSince(last.isAfter(lease.stateSince()) ? last : lease.stateSince())
                ? Optional.empty()
                : Optional.of("no complete reading since the last host went");
    }

    /** It is held until what was paid runs out; its lease does not wait for that. */
    private static boolean isPaidAhead(Host host) {
        return host.state() == HostState.HELD && host.chargeType().equals(Optional.of(ChargeType.PREPAID));
    }

    /** By the instances, because a host may have gone before its node was bound. */
    private Optional<String> leftInCluster(Lease lease) {
        Set<String> handedOn = hosts.handedOn(lease.id());
        Set<String> ours = hosts.everOfLease(lease.id()).stream()
                .filter(host -> !handedOn.contains(host.id()) && !isPaidAhead(host))
                .flatMap(host ->
                        host
                                .nodeName()
                                .or(() -> host.instanceId().map(instance -> Marks.nodeName(region, instance)))
                                .stream())
                .collect(Collectors.toSet());
        List<String> left = nodes.list(Marks.LABEL_INSTALLATION, installation.id()).stream()
                .map(NodeSeen::name)
                .filter(ours::contains)
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of("nodes are left: " + left);
    }
}
