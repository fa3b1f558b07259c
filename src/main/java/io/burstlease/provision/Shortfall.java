package io.burstlease.provision;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What becomes of a lease that cannot have all its hosts. Its callers hold the lease's lock. */
@Component
class Shortfall {

    private final Leases leases;
    private final Hosts hosts;
    private final Clock clock;

    Shortfall(Leases leases, Hosts hosts, Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.clock = clock;
    }

    /**
     * Once the longest wait is over: gives up a lease that has too few hosts, and what is still planned of one that has
     * enough. True when something changed.
     */
    boolean judge(Lease lease) {
        if (lease.state() != LeaseState.PROVISIONING && lease.state() != LeaseState.ACTIVE) {
            return false;
        }
        Instant now = clock.instant();
        List<Host> serving = hosts.ofLease(lease.id());
        boolean provisioning = lease.state() == LeaseState.PROVISIONING;
        if (provisioning && now.isBefore(lease.giveUpAt())) {
            return false;
        }
        if (provisioning
                && serving.stream().filter(Shortfall::counts).count()
                        < lease.ask().minHosts()) {
            Act act = Act.itself(now, "fewer than " + lease.ask().minHosts() + " hosts by " + lease.giveUpAt());
            leases.change(lease.id(), l -> l.release(Ending.GAVE_UP, act));
            return true;
        }
        List<Host> late = serving.stream()
                .filter(host -> host.state() == HostState.PLANNED)
                .filter(host -> provisioning
                        || !now.isBefore(host.createdAt().plus(lease.ask().longestWait())))
                .toList();
        late.forEach(
                host -> hosts.change(host.id(), h -> h.delete(Leaving.SHORT, "wait-over: not to be had in time", now)));
        return !late.isEmpty();
    }

    /**
     * Releases what a gang has, because it cannot grow where it stands, and plans it anew for another offer. Only while
     * nobody works on it yet. True when something changed.
     */
    boolean gatherAgain(Lease lease) {
        // Of what was paid in advance the cloud would not pay all back.
        if (lease.state() != LeaseState.PROVISIONING || lease.ask().chargeType() == ChargeType.PREPAID) {
            return false;
        }
        Instant now = clock.instant();
        List<Host> standing = hosts.ofLease(lease.id()).stream()
                .filter(host -> host.leaving().isEmpty() && host.state().costs())
                .toList();
        standing.forEach(host -> hosts.change(
                host.id(), h -> h.delete(Leaving.SHORT, "gang-short: the rest is not to be had here", now)));
        hosts.plan(lease.id(), standing.size());
        return !standing.isEmpty();
    }

    private static boolean counts(Host host) {
        return host.state() == HostState.READY || (host.state().isComing() && host.state() != HostState.PLANNED);
    }
}
