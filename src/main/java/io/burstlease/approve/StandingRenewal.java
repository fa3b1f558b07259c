package io.burstlease.approve;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalEvent;
import io.burstlease.lease.Renewals;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Grants a renewal that a lease asked for by itself, which was granted with the lease: at the price that was agreed to
 * and where the budget bears it. Everything else waits for a lead. Runs in the transaction of the request.
 */
@Component
class StandingRenewal {

    static final String POLICY = "auto-renew/1";

    private final Leases leases;
    private final Renewals renewals;
    private final Exposure exposure;
    private final Clock clock;

    StandingRenewal(Leases leases, Renewals renewals, Exposure exposure, Clock clock) {
        this.leases = leases;
        this.renewals = renewals;
        this.exposure = exposure;
        this.clock = clock;
    }

    @EventListener
    @Order(0)
    void on(RenewalEvent.Requested requested) {
        Renewal renewal = renewals.get(requested.renewalId());
        if (!renewal.automatic()) {
            return;
        }
        Lease lease = leases.get(requested.leaseId());
        Instant now = clock.instant();
        switch (exposure.grant(lease, lease.hardEnd(), renewal.newEndAt(), null)) {
            case Grant.Agreed ignored -> renewals.approve(renewal.id(), act(now, "granted with the lease"));
            case Grant.Refused refused ->
                leases.note(lease.id(), "left-to-lead", act(now, refused.why().reason()), Map.of());
        }
    }

    private static Act act(Instant at, String reason) {
        return new Act(Act.SELF, at, reason, POLICY);
    }
}
