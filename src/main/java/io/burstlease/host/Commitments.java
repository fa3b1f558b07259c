package io.burstlease.host;

import io.burstlease.lease.Lease;
import io.burstlease.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.SortedMap;

/** What a lease commits its team to. The one calculation behind every reservation once a lease is applied for. */
public interface Commitments {

    /**
     * The most the lease may cost if it lasts until that end, by month of the billing zone: what its former hosts cost,
     * and for each it has, or is still to have, everything from its purchase to the release by the cloud itself, grace
     * included. Never more in all than the lease's cap, but for hosts paid in advance, of which all that is paid
     * counts, whatever becomes of the lease. Joins the caller's transaction.
     *
     * @param hourly the most that one host with its disks may cost in an hour
     * @param more hosts that are to be planned besides
     */
    SortedMap<YearMonth, Money> of(Lease lease, Money hourly, Instant end, int more);

    /**
     * What the lease has cost by then at the prices its hosts were bought at. Ahead of the ledger, which is behind by a
     * round, and not aware of prices that changed since.
     */
    Money by(Lease lease, Instant then);
}
