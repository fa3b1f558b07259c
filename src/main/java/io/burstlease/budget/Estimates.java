package io.burstlease.budget;

import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;

/** The one calculation that quotes show, applications repeat and approvals reserve. Reads our own tables only. */
public interface Estimates {

    /** Hosts are paid until the cloud's own release time, which is this much after the hard end. */
    Duration DEAD_MAN_MARGIN = Duration.ofMinutes(30);

    /** Asks the offers, the price book, the budgets and every {@link io.burstlease.offer.FeasibilityCheck}. */
    Estimate of(Need need);

    /**
     * The ways in which the same hosts could be paid for, the best first: it can be had, and costs least.
     *
     * @param needs at least one; where two cost the same the earlier is the better
     * @param until when the hosts would be given back
     */
    List<Way> compare(List<Need> needs, Instant until);

    /**
     * What has to be reserved for hosts that may cost money from {@code from} to {@code hardEnd} and
     * {@link #DEAD_MAN_MARGIN} longer.
     */
    SortedMap<YearMonth, Money> exposure(Money hourlyPerHost, int hosts, Instant from, Instant hardEnd);
}
