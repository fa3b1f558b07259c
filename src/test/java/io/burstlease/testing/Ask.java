package io.burstlease.testing;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Workload;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application of the team {@code vision}: one host from then on, for eight hours from when it is ACTIVE, an hour's
 * wait and ten minutes of grace, unless said otherwise.
 */
public final class Ask {

    private Instant startsAt;
    private int hosts = 1;
    private int minHosts = 1;
    private @Nullable String zone;
    private @Nullable String term = "PT8H";
    private @Nullable Instant endsAt;
    private Duration longestWait = Duration.ofHours(1);
    private Duration grace = Duration.ofMinutes(10);
    private @Nullable BigDecimal moneyCap;
    private Workload workload = Workload.TRAINING;
    private String protectedWindows = "";
    private ChargeType chargeType = ChargeType.POSTPAID;
    private @Nullable BigDecimal spotLimit;
    private @Nullable PaidPeriod prepaidPeriod;

    private Ask(Instant startsAt) {
        this.startsAt = startsAt;
    }

    public static Ask from(Instant startsAt) {
        return new Ask(startsAt);
    }

    public Ask hosts(int wanted, int atLeast) {
        hosts = wanted;
        minHosts = atLeast;
        return this;
    }

    public Ask zone(@Nullable String only) {
        zone = only;
        return this;
    }

    public Ask term(String iso) {
        term = iso;
        endsAt = null;
        return this;
    }

    public Ask until(Instant end) {
        term = null;
        endsAt = end;
        return this;
    }

    public Ask longestWait(Duration wait) {
        longestWait = wait;
        return this;
    }

    public Ask grace(Duration time) {
        grace = time;
        return this;
    }

    public Ask cappedAt(String amount) {
        moneyCap = new BigDecimal(amount);
        return this;
    }

    /** @param limit the most that a host with its disks may cost in an hour, or null */
    public Ask spot(@Nullable String limit) {
        chargeType = ChargeType.SPOT;
        spotLimit = limit == null ? null : new BigDecimal(limit);
        return this;
    }

    /** Paid for so long at once. */
    public Ask prepaid(String period) {
        chargeType = ChargeType.PREPAID;
        prepaidPeriod = PaidPeriod.parse(period);
        return this;
    }

    /** @param windows as the lease's table keeps them */
    public Ask servingIn(String windows) {
        workload = Workload.SERVING;
        protectedWindows = windows;
        return this;
    }

    public LeaseAsk ask() {
        LeaseAsk ask = new LeaseAsk(
                "vision",
                "base",
                "mia",
                null,
                "training",
                workload,
                "a100-8x",
                hosts,
                minHosts,
                zone,
                chargeType,
                false,
                startsAt,
                term,
                endsAt,
                longestWait.toSeconds(),
                grace.toSeconds(),
                protectedWindows,
                moneyCap,
                new BigDecimal("300"),
                "CNY",
                null,
                null);
        if (prepaidPeriod != null) {
            return ask.paidFor(prepaidPeriod);
        }
        return spotLimit == null ? ask : ask.spotAtMost(spotLimit);
    }
}
