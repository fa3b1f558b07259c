package io.burstlease.host;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class AdoptionBook implements Adoptions {

    private final Leases leases;
    private final Launches launches;
    private final Hosts hosts;
    private final Clock clock;

    AdoptionBook(Leases leases, Launches launches, Hosts hosts, Clock clock) {
        this.leases = leases;
        this.launches = launches;
        this.hosts = hosts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Host> adopt(String launchId, int attempt, List<Bought> found) {
        Launch launch = launches.get(launchId);
        Lease lease = leases.lock(launch.leaseId());
        Instant now = clock.instant();
        Deque<String> waiting = waiting(launchId);
        List<Host> adopted = new ArrayList<>();
        for (Bought bought : found) {
            if (hosts.byInstance(bought.instanceId()).isPresent()) {
                continue;
            }
            boolean surplus = waiting.isEmpty();
            String id = surplus ? another(launch, now) : waiting.remove();
            hosts.change(id, host -> host.bought(attempt, bought, now));
            if (surplus || isOver(lease.state())) {
                String why = surplus ? "surplus of launch " + launchId : "the lease is " + lease.state();
                hosts.change(id, host -> host.delete(Leaving.RELEASED, why, now));
            }
            adopted.add(hosts.get(id));
        }
        return adopted;
    }

    private Deque<String> waiting(String launchId) {
        return new ArrayDeque<>(hosts.ofLaunch(launchId).stream()
                .filter(host -> host.state() == HostState.LAUNCHING)
                .map(Host::id)
                .toList());
    }

    private String another(Launch launch, Instant now) {
        String id = hosts.plan(launch.leaseId(), 1).getFirst().id();
        hosts.change(id, host -> host.join(launch, now));
        return id;
    }

    private static boolean isOver(LeaseState state) {
        return state != LeaseState.PROVISIONING && state != LeaseState.ACTIVE;
    }
}
