package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.money.Money;
import java.util.List;

/** All growths. Each verb locks the lease first, then the growth. */
public interface Growths {

    /**
     * Asks for more hosts.
     *
     * @throws io.burstlease.web.ProblemException 409 when the lease is not ACTIVE, its end has come, or another growth
     *     is undecided or its hosts are still to come
     */
    Growth request(String leaseId, int hosts, String reason, Money cost, Act act);

    /** Grants it: the lease wants the hosts from now on. */
    Growth approve(String growthId, Act act);

    Growth reject(String growthId, Act act);

    /** Nobody decided in time. */
    Growth lapse(String growthId, Act act);

    /** Every one of its hosts came. */
    Growth inForce(String growthId, Act act);

    /** So many of its hosts are not to be had: the lease wants them no more. */
    Growth cut(String growthId, int missing, Act act);

    /** @throws io.burstlease.web.ProblemException 404 when there is none */
    Growth get(String growthId);

    /** Newest first. */
    List<Growth> ofLease(String leaseId);
}
