package io.burstlease.release;

import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives one host back before its lease ends; no other comes in its place. */
@Service
class ReleaseHost {

    private final Hosts hosts;
    private final Leases leases;
    private final GiveBack giveBack;
    private final Protected windows;
    private final Audit audit;

    ReleaseHost(Hosts hosts, Leases leases, GiveBack giveBack, Protected windows, Audit audit) {
        this.hosts = hosts;
        this.leases = leases;
        this.giveBack = giveBack;
        this.windows = windows;
        this.audit = audit;
    }

    @Transactional
    Host of(Caller caller, String hostId, IfMatch ifMatch, @Nullable String reason, boolean force) {
        Lease lease = leases.lock(hosts.leaseOf(hostId).orElseThrow(() -> leaseless(hostId)));
        Host host = hosts.get(hostId);
        ifMatch.check(host.version());
        if (!force) {
            mustBeUsed(lease, host);
            windows.mustBeClear(lease);
        }
        Host sent = giveBack.of(lease, hostId, reason, force);
        audit.record(new AuditEntry(
                caller.actor(),
                "release",
                "host",
                hostId,
                lease.ask().teamId(),
                reason,
                null,
                Map.of("lease", lease.id(), "force", force)));
        return sent;
    }

    /** One that is gone, or was never bought, serves nobody. */
    private ProblemException leaseless(String hostId) {
        HostState state = hosts.get(hostId).state();
        return ProblemException.conflict("wrong-state", "host " + hostId + " is " + state + " and serves no lease");
    }

    /** A lease that still waits for its hosts would wait for this one as well. */
    private static void mustBeUsed(Lease lease, Host host) {
        if (lease.state() == LeaseState.PROVISIONING) {
            throw ProblemException.conflict(
                    "wrong-state",
                    "host " + host.id() + " is " + host.state() + " and its lease still PROVISIONING: replace the host,"
                            + " or cancel the lease");
        }
    }
}
