package io.burstlease.keep;

import io.burstlease.audit.Act;
import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Means;
import io.burstlease.lease.AskCheck;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Leases;
import io.burstlease.lease.RawAsk;
import io.burstlease.lease.SoundAsk;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a host out of its lease and into one of its own, in one transaction: from that instant the other pays. The
 * limits and the budget of whoever pays are locked and held to.
 */
@Service
class Keep {

    private final Hosts hosts;
    private final Leases leases;
    private final AskCheck askCheck;
    private final Means means;
    private final Audit audit;
    private final BillingZone billingZone;
    private final Clock clock;

    Keep(
            Hosts hosts,
            Leases leases,
            AskCheck askCheck,
            Means means,
            Audit audit,
            BillingZone billingZone,
            Clock clock) {
        this.hosts = hosts;
        this.leases = leases;
        this.askCheck = askCheck;
        this.means = means;
        this.audit = audit;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @Transactional
    Host of(Caller caller, String hostId, IfMatch ifMatch, KeepRequest request) {
        Lease from = leases.lock(hosts.leaseOf(hostId).orElseThrow(() -> wrongState(hosts.get(hostId))));
        Host host = hosts.get(hostId);
        ifMatch.check(host.version());
        if (host.state() == HostState.DELETING || !host.state().next().contains(HostState.HELD)) {
            throw wrongState(host);
        }
        if (host.chargeType().equals(Optional.of(ChargeType.PREPAID))) {
            throw ProblemException.conflict(
                    "paid-in-advance",
                    "host " + hostId + " is paid in advance: its lease may be renewed, and it cannot be kept");
        }
        SoundAsk ask = askCheck.check(raw(from.ask(), host, request), team -> {});
        Money most = means.within(ask, host.hourlyPrice().orElseThrow());
        Act act = Act.by(caller.actor(), clock.instant(), request.reason());
        Lease kept = leases.standing(application(caller, ask, most, request), end(ask, act.at()), act);
        leases.change(kept.id(), lease -> lease.keep());
        Host held = hosts.handOver(hostId, kept.id(), h -> h.hold(request.reason(), clock.instant()));
        means.setAside(leases.get(kept.id()));
        leases.note(from.id(), "host-kept", act, Map.of("host", hostId, "lease", kept.id()));
        audit.record(new AuditEntry(
                caller.actor(),
                "keep",
                "host",
                hostId,
                ask.team().id(),
                request.reason(),
                null,
                Map.of("from", from.id(), "to", kept.id())));
        return held;
    }

    private static RawAsk raw(LeaseAsk of, Host host, KeepRequest request) {
        String team = request.team();
        return new RawAsk(
                team == null ? of.teamId() : team,
                team == null ? of.projectId() : request.project(),
                of.hostClassId(),
                1,
                1,
                null,
                host.chargeType().orElseThrow().name(),
                null,
                null,
                request.term(),
                request.endsAt(),
                null,
                "PT0S",
                null,
                null);
    }

    private static LeaseAsk application(Caller caller, SoundAsk ask, Money most, KeepRequest request) {
        return ask.application(caller.subject(), null, "Kept: " + request.reason(), null, most);
    }

    private Instant end(SoundAsk ask, Instant now) {
        return ask.term() == null
                ? Objects.requireNonNull(ask.endsAt())
                : ask.term().from(now, billingZone);
    }

    private static ProblemException wrongState(Host host) {
        return ProblemException.conflict(
                "wrong-state",
                "host " + host.id() + " is " + host.state()
                        + ": only one that is JOINING, PREPARING, READY or DRAINING is kept");
    }
}
