package io.burstlease.prepare;

import io.burstlease.audit.Act;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Prepayments;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.money.BillingZone;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Hands a lease over: when all hosts wanted are READY, or the least acceptable are and no other is still to come. */
@Component
class Activate implements Errand {

    static final String NAME = "activate";

    private final Leases leases;
    private final Hosts hosts;
    private final Prepayments prepayments;
    private final BillingZone billingZone;
    private final Clock clock;

    Activate(Leases leases, Hosts hosts, Prepayments prepayments, BillingZone billingZone, Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.prepayments = prepayments;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        return claim.settle(() -> {
            Lease lease = leases.lock(claim.thing());
            if (lease.state() != LeaseState.PROVISIONING) {
                return Outcome.done("lease is " + lease.state());
            }
            List<Host> serving = hosts.ofLease(lease.id());
            long ready = serving.stream()
                    .filter(host -> host.state() == HostState.READY)
                    .count();
            boolean more = serving.stream().anyMatch(host -> host.state().isComing());
            if (ready >= lease.ask().hosts() || (ready >= lease.ask().minHosts() && !more)) {
                Instant now = clock.instant();
                Instant end = end(lease, serving, now);
                leases.change(lease.id(), l -> l.activate(end, Act.itself(now, ready + " hosts are READY")));
                return Outcome.done("active");
            }
            return Outcome.done(ready + " of " + lease.ask().hosts() + " hosts are READY");
        });
    }

    /**
     * A period begins now; an end date stays, and the latest possible end is never passed. What was paid in advance
     * ends with its grace.
     */
    private Instant end(Lease lease, List<Host> serving, Instant now) {
        Instant asked = lease.ask().term() == null ? lease.end() : lease.ask().endOfTerm(now, billingZone);
        return Stream.concat(
                        Stream.of(asked, lease.end()),
                        serving.stream()
                                .filter(host -> host.state() == HostState.READY)
                                .flatMap(host -> prepayments.paidUntil(host.id()).stream())
                                .map(paid -> paid.minus(lease.ask().grace())))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
