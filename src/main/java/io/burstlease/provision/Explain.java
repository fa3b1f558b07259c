package io.burstlease.provision;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Launch;
import io.burstlease.host.Launches;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells why a lease has the hosts it has, from what was kept when it was decided. */
@Service
class Explain {

    private final Leases leases;
    private final Hosts hosts;
    private final Launches launches;
    private final PlacementLog log;
    private final Pauses pauses;
    private final Replacements replacements;
    private final TeamAccess access;

    Explain(
            Leases leases,
            Hosts hosts,
            Launches launches,
            PlacementLog log,
            Pauses pauses,
            Replacements replacements,
            TeamAccess access) {
        this.leases = leases;
        this.hosts = hosts;
        this.launches = launches;
        this.log = log;
        this.pauses = pauses;
        this.replacements = replacements;
        this.access = access;
    }

    @Transactional(readOnly = true)
    public Explanation of(Caller caller, String leaseId) {
        Lease lease = leases.get(leaseId);
        access.mustSee(caller, lease.ask().teamId());
        List<Host> ever = hosts.everOfLease(leaseId);
        List<Explanation.OpenLaunch> open = launches.ofLease(leaseId).stream()
                .filter(launch -> !launch.state().isSettled())
                .map(Explain::open)
                .toList();
        boolean live = lease.state() == LeaseState.PROVISIONING || lease.state() == LeaseState.ACTIVE;
        Optional<String> paused = live
                ? pauses.stopping(lease.ask()).map(pause -> pause.scope() + ": " + pause.reason())
                : Optional.empty();
        Optional<String> brake = live ? replacements.of(lease, ever).brake() : Optional.empty();
        Map<HostState, Long> byState =
                ever.stream().collect(Collectors.groupingBy(Host::state, TreeMap::new, Collectors.counting()));
        return new Explanation(
                leaseId,
                lease.state(),
                lease.waitingFor().orElse(null),
                summary(lease, byState, open, paused),
                lease.state() == LeaseState.PROVISIONING ? lease.giveUpAt() : null,
                lease.ask().hosts(),
                byState,
                log.of(leaseId).stream().map(Explanation.Tried::of).toList(),
                open,
                ever.stream().flatMap(host -> stuck(host).stream()).toList(),
                brake.orElse(null),
                paused.orElse(null));
    }

    private static Explanation.OpenLaunch open(Launch launch) {
        return new Explanation.OpenLaunch(launch.id(), launch.state(), launch.createdAt(), launch.amount());
    }

    private static Optional<Explanation.Stuck> stuck(Host host) {
        return host.state() == HostState.GONE
                ? Optional.empty()
                : host.stuckCode().map(code -> new Explanation.Stuck(host.id(), host.state(), code));
    }

    private static String summary(
            Lease lease, Map<HostState, Long> byState, List<Explanation.OpenLaunch> open, Optional<String> paused) {
        if (paused.isPresent() && byState.containsKey(HostState.PLANNED)) {
            return "Purchases are paused (" + paused.get() + ").";
        }
        Function<HostState, Long> in = state -> byState.getOrDefault(state, 0L);
        return switch (lease.state()) {
            case REQUESTED -> "It waits for a decision until " + lease.decideBy() + ".";
            case APPROVED -> "Its hosts are bought from " + lease.ask().startsAt() + " on.";
            case PROVISIONING, ACTIVE -> {
                String ready = "%d of %d hosts are READY, %d are still to be bought"
                        .formatted(in.apply(HostState.READY), lease.ask().hosts(), in.apply(HostState.PLANNED));
                yield open.isEmpty()
                        ? ready + "."
                        : ready + "; it is not yet known what " + open.size() + " purchases brought.";
            }
            case RELEASING -> "Its hosts are given back.";
            case RELEASED, REJECTED, CANCELLED, LAPSED, FAILED -> "It is " + lease.state() + ".";
        };
    }
}
