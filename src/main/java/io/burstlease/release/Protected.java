package io.burstlease.release;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.money.BillingZone;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Keeps hosts from being drained in the protected windows of their lease: users are served there. */
@Component
class Protected {

    private final BillingZone billingZone;
    private final Clock clock;

    Protected(BillingZone billingZone, Clock clock) {
        this.billingZone = billingZone;
        this.clock = clock;
    }

    /** @throws ProblemException 409 while a window leaves no room for the grace */
    void mustBeClear(Lease lease) {
        Instant now = clock.instant();
        Instant clear = lease.ask().clear(now, billingZone);
        if (lease.state() == LeaseState.ACTIVE && clear.isAfter(now)) {
            throw ProblemException.conflict(
                    "protected-window",
                    "Its protected windows leave no room for its grace now: give it back from " + clear + " on.");
        }
    }
}
