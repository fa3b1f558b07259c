package io.burstlease.release;

import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.DeadMan;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives one host back before its lease ends; no other comes in its place. */
@Service
class ReleaseHost {

    private final Hosts hosts;
    private final Leases leases;
    private final Protected windows;
    private final Audit audit;
    private final Clock clock;

    ReleaseHost(Hosts hosts, Leases leases, Protected windows, Audit audit, Clock clock) {
        this.hosts = hosts;
        this.leases = leases;
        this.windows = windows;
        this.audit = audit;
        this.clock = clock;
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
        Instant now = clock.instant();
        Host sent = hosts.change(hostId, h -> {
            if (!h.sendOff(Leaving.RELEASED, reason, force, now)) {
                throw ProblemException.conflict(
                        "wrong-state", "host " + hostId + " is " + h.state() + " and is not to be sent off");
            }
            if (h.state().costs() && !h.chargeType().equals(Optional.of(ChargeType.PREPAID))) {
                h.wantRelease(DeadMan.ofRelease(now, lease.ask().grace(), now), now);
            }
        });
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
