package io.burstlease.provision;

import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
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

/** Sends a host on its way out and has another bought in its place, once the first is being deleted. */
@Service
class ReplaceHost {

    private final Hosts hosts;
    private final Leases leases;
    private final MayBuy mayBuy;
    private final Replacements replacements;
    private final Audit audit;
    private final Clock clock;

    ReplaceHost(Hosts hosts, Leases leases, MayBuy mayBuy, Replacements replacements, Audit audit, Clock clock) {
        this.hosts = hosts;
        this.leases = leases;
        this.mayBuy = mayBuy;
        this.replacements = replacements;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Host of(Caller caller, String hostId, IfMatch ifMatch, @Nullable String reason, boolean force) {
        Lease lease = leases.lock(hosts.leaseOf(hostId).orElseThrow(() -> leaseless(hostId)));
        ifMatch.check(hosts.get(hostId).version());
        Instant now = clock.instant();
        Optional<String> obstacle =
                kept(lease).or(() -> mayBuy.obstacle(lease)).or(() -> replacements.tooLate(lease, now));
        if (obstacle.isPresent()) {
            throw ProblemException.conflict("not-replaced", "None would come in its place. " + obstacle.get());
        }
        Host sent = hosts.change(hostId, host -> {
            boolean bought = host.state() != HostState.PLANNED;
            if (!bought || !host.sendOff(Leaving.REPLACED, reason, force, now)) {
                throw ProblemException.conflict(
                        "wrong-state", "host " + hostId + " is " + host.state() + " and is not to be replaced");
            }
        });
        audit.record(new AuditEntry(
                caller.actor(),
                "replace",
                "host",
                hostId,
                lease.ask().teamId(),
                reason,
                null,
                Map.of("lease", lease.id(), "force", force)));
        return sent;
    }

    private static Optional<String> kept(Lease lease) {
        return lease.kept() ? Optional.of("kept: nothing is bought for a lease that keeps a host") : Optional.empty();
    }

    private ProblemException leaseless(String hostId) {
        HostState state = hosts.get(hostId).state();
        return ProblemException.conflict("wrong-state", "host " + hostId + " is " + state + " and serves no lease");
    }
}
