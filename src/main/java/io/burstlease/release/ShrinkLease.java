package io.burstlease.release;

import io.burstlease.audit.Act;
import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAccess;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives some of a lease's hosts back: those that are named, in this transaction, or so many of the least used, which
 * {@link Shrink} finds out afterwards.
 */
@Service
class ShrinkLease {

    private final Leases leases;
    private final Hosts hosts;
    private final LeaseAccess access;
    private final GiveBack giveBack;
    private final Protected windows;
    private final Clock clock;

    ShrinkLease(Leases leases, Hosts hosts, LeaseAccess access, GiveBack giveBack, Protected windows, Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.access = access;
        this.giveBack = giveBack;
        this.windows = windows;
        this.clock = clock;
    }

    @Transactional
    Lease of(Caller caller, String leaseId, IfMatch ifMatch, ShrinkController.ShrinkRequest request) {
        access.mustHandle(caller, leases.get(leaseId));
        Set<String> named = request.hosts() == null ? Set.of() : new TreeSet<>(request.hosts());
        Lease shrunk = leases.change(leaseId, lease -> {
            ifMatch.check(lease.version());
            int fewer = fewer(lease, request.by(), named);
            windows.mustBeClear(lease);
            lease.shrink(lease.ask().hosts() - fewer, Act.by(caller.actor(), clock.instant(), request.reason()));
        });
        named.forEach(host -> giveBack.of(shrunk, host, "shrunk", false));
        return shrunk;
    }

    /** Every fault at once; the state comes first, because the others are judged by the hosts it has. */
    private int fewer(Lease lease, @Nullable Integer by, Set<String> named) {
        if (lease.state() != LeaseState.ACTIVE) {
            throw ProblemException.conflict(
                    "wrong-state", "lease " + lease.id() + " is " + lease.state() + ", and only an ACTIVE one shrinks");
        }
        List<Fault> faults = new ArrayList<>();
        if (named.isEmpty() == (by == null)) {
            faults.add(new Fault("by", "hosts-or-by", "state either hosts or by"));
        }
        if (by != null && by < 1) {
            faults.add(new Fault("by", "min", "must be at least 1"));
        }
        int fewer = by == null ? named.size() : by;
        if (fewer >= lease.ask().hosts()) {
            faults.add(new Fault(
                    by == null ? "hosts" : "by",
                    "all-hosts",
                    "it has " + lease.ask().hosts() + " hosts: to give all of them back, release the lease"));
        }
        Map<String, Host> serving =
                hosts.ofLease(lease.id()).stream().collect(Collectors.toMap(Host::id, Function.identity()));
        named.forEach(id -> judge(id, serving, faults));
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return fewer;
    }

    private static void judge(String id, Map<String, Host> serving, List<Fault> faults) {
        Host host = serving.get(id);
        if (host == null) {
            faults.add(new Fault("hosts", "unknown-host", "host " + id + " does not serve the lease"));
        } else if (host.leaving().isPresent()) {
            faults.add(new Fault("hosts", "leaving", "host " + id + " is " + host.state() + " already"));
        }
    }
}
