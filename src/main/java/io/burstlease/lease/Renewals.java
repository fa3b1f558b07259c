package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.money.Money;
import java.time.Instant;
import java.util.List;

/** All renewals. Each verb locks the lease first, then the renewal. */
public interface Renewals {

    /**
     * Asks to move the end.
     *
     * @throws io.burstlease.web.ProblemException 409 when the lease is not ACTIVE, its end has come, or another renewal
     *     is undecided or not yet in force
     */
    Renewal request(String leaseId, Instant newEnd, String reason, Money cost, Act act);

    /** As {@link #request}, asked for by the lease itself in the name of whoever holds it. */
    Renewal requestItself(String leaseId, Instant newEnd, Money cost, Instant at);

    /** Grants it and moves the lease's end, if that is still the end it extends and has not come. */
    Renewal approve(String renewalId, Act act);

    Renewal reject(String renewalId, Act act);

    /** Nobody decided in time. */
    Renewal lapse(String renewalId, Act act);

    /** Every host's release time was seen moved. */
    Renewal inForce(String renewalId, Act act);

    /** @throws io.burstlease.web.ProblemException 404 when there is none */
    Renewal get(String renewalId);

    /** Newest first. */
    List<Renewal> ofLease(String leaseId);
}
