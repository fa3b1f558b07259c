package io.burstlease.renew;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.host.Prepayments;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Renewals;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts a granted renewal in force, once every host's release time was seen moved; until then it grows louder. */
@Component
class PutInForce implements Errand {

    static final String NAME = "renewal";

    /** This near to the old end a renewal that is not in force pages the operator. */
    private static final Duration PAGE = Duration.ofHours(2);

    /** Moving and seeing it moved takes a call and a reading. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(PutInForce.class);

    private final Renewals renewals;
    private final Leases leases;
    private final Hosts hosts;
    private final Prepayments prepayments;
    private final MeterRegistry meters;
    private final Clock clock;

    PutInForce(
            Renewals renewals, Leases leases, Hosts hosts, Prepayments prepayments, MeterRegistry meters, Clock clock) {
        this.renewals = renewals;
        this.leases = leases;
        this.hosts = hosts;
        this.prepayments = prepayments;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Renewal renewal = renewals.get(claim.thing());
        if (renewal.state() != RenewalState.APPROVED) {
            return Outcome.done("renewal is " + renewal.state());
        }
        Lease lease = leases.get(renewal.leaseId());
        long behind = behind(lease, renewal);
        if (lease.state() != LeaseState.ACTIVE || behind == 0) {
            return claim.settle(() -> conclude(renewal));
        }
        boolean late = clock.instant().isAfter(renewal.stateSince().plus(USUAL));
        if (late && clock.instant().isAfter(renewal.oldEndAt().minus(PAGE))) {
            meters.counter("burstlease.renewal.late").increment();
            LOG.warn("Renewal {} of lease {}: {} hosts were not seen moved", renewal.id(), lease.id(), behind);
        }
        return Outcome.wait(LOOK_AGAIN, behind + " hosts are to be seen moved");
    }

    /** Judged again under the lease's lock, which a release takes as well. */
    private Outcome conclude(Renewal renewal) {
        Lease lease = leases.lock(renewal.leaseId());
        if (lease.state() != LeaseState.ACTIVE) {
            renewals.lapse(renewal.id(), Act.itself(clock.instant(), "the lease is " + lease.state()));
            return Outcome.done("the lease is " + lease.state());
        }
        if (behind(lease, renewal) > 0) {
            return Outcome.next();
        }
        renewals.inForce(renewal.id(), Act.itself(clock.instant(), "every host was seen moved"));
        return Outcome.done("in force");
    }

    /** How many hosts that stay were not seen to be kept for long enough. */
    private long behind(Lease lease, Renewal renewal) {
        Instant needed = renewal.newEndAt().plus(lease.ask().grace());
        return hosts.ofLease(lease.id()).stream()
                .filter(host -> host.state().costs() && host.leaving().isEmpty())
                .filter(host -> !holds(host, needed, renewal.stateSince()))
                .count();
    }

    /** What was seen before the renewal was granted may have been about to move to the old end. */
    private boolean holds(Host host, Instant needed, Instant granted) {
        if (host.chargeType().equals(Optional.of(ChargeType.PREPAID))) {
            // Recorded only after a reading showed it.
            return prepayments
                    .paidUntil(host.id())
                    .filter(paid -> !paid.isBefore(needed))
                    .isPresent();
        }
        Instant seen = host.sight().seenReleaseAt();
        Instant at = host.sight().seenAt();
        return seen != null && !seen.isBefore(needed) && at != null && at.isAfter(granted);
    }
}
