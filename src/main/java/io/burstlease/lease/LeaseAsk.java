package io.burstlease.lease;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was applied for; it does not change, but for a dearer price that is agreed to, for hosts that are given back
 * early, and for more of them that were granted.
 *
 * @param onBehalfOf the person a machine client named, or null
 * @param hosts wanted, 1 to 1,000
 * @param minHosts least acceptable; all or nothing when equal to {@code hosts}
 * @param zone the only zone acceptable, or null for any
 * @param autoCharge whether the service chose how it is charged
 * @param startsAt not before the application
 * @param term length counted from first ACTIVE, as {@link Term} writes it; null when {@code askedEndAt} is given
 * @param longestWaitSeconds from start to giving up
 * @param graceSeconds from the end to the hard end
 * @param protectedWindows times in which a serving lease is never drained, as text; empty for none
 * @param moneyCap what it may cost before it ends, or null
 * @param hourlyPrice of one host with its disks, as quoted when applied
 * @param spotPriceLimit the most that one spot host with its disks may cost in an hour; null for no limit of its own
 * @param prepaidPeriod how long a host is paid for at once, as {@link PaidPeriod} writes it; null unless pre-paid
 */
@Embeddable
public record LeaseAsk(
        String teamId,
        String projectId,
        String applicant,
        @Nullable String onBehalfOf,
        String purpose,
        @Enumerated(EnumType.STRING) Workload workload,
        String hostClassId,
        int hosts,
        int minHosts,
        @Nullable String zone,
        @Enumerated(EnumType.STRING) ChargeType chargeType,
        boolean autoCharge,
        Instant startsAt,
        @Nullable String term,
        @Nullable Instant askedEndAt,
        long longestWaitSeconds,
        long graceSeconds,
        String protectedWindows,
        @Nullable BigDecimal moneyCap,
        BigDecimal hourlyPrice,
        String currency,
        @Nullable BigDecimal spotPriceLimit,
        @Nullable String prepaidPeriod) {

    public Duration longestWait() {
        return Duration.ofSeconds(longestWaitSeconds);
    }

    public Duration grace() {
        return Duration.ofSeconds(graceSeconds);
    }

    /** The same at another price, to which somebody who may decide has agreed. */
    LeaseAsk at(Money hourly) {
        return with(hosts, minHosts, hourly, spotPriceLimit, prepaidPeriod);
    }

    /** The same for fewer hosts. */
    LeaseAsk shrunkTo(int fewer) {
        return with(fewer, Math.min(minHosts, fewer), hourly(), spotPriceLimit, prepaidPeriod);
    }

    /** The same for more hosts; what is all or nothing stays so. */
    LeaseAsk grownBy(int more) {
        int least = minHosts == hosts ? hosts + more : minHosts;
        return with(hosts + more, least, hourly(), spotPriceLimit, prepaidPeriod);
    }

    private LeaseAsk with(
            int otherHosts,
            int otherMinHosts,
            Money hourly,
            @Nullable BigDecimal spotLimit,
            @Nullable String otherPrepaidPeriod) {
        return new LeaseAsk(
                teamId,
                projectId,
                applicant,
                onBehalfOf,
                purpose,
                workload,
                hostClassId,
                otherHosts,
                otherMinHosts,
                zone,
                chargeType,
                autoCharge,
                startsAt,
                term,
                askedEndAt,
                longestWaitSeconds,
                graceSeconds,
                protectedWindows,
                moneyCap,
                hourly.amount(),
                hourly.currency(),
                spotLimit,
                otherPrepaidPeriod);
    }

    /** The same with a limit, which is then also the most that is agreed to. */
    public LeaseAsk spotAtMost(BigDecimal limit) {
        LeaseAsk limited = with(hosts, minHosts, hourly(), limit, prepaidPeriod);
        return limited.at(limited.atMost(hourly()));
    }

    /** The same with hosts that are paid for that long at once. */
    public LeaseAsk paidFor(PaidPeriod period) {
        return with(hosts, minHosts, hourly(), spotPriceLimit, period.toString());
    }

    /** How long a host is paid for at once; only of an ask for pre-paid hosts. */
    public PaidPeriod paidPeriod() {
        return PaidPeriod.parse(Objects.requireNonNull(prepaidPeriod));
    }

    /** That price, or the limit where that is less. */
    public Money atMost(Money price) {
        return spotPriceLimit == null || price.amount().compareTo(spotPriceLimit) <= 0
                ? price
                : new Money(spotPriceLimit, currency);
    }

    /** Of one host with its disks: what was quoted, or agreed to since. */
    public Money hourly() {
        return new Money(hourlyPrice, currency);
    }

    /** The end asked for; for a term the end if it is approved then and the hosts come as late as is acceptable. */
    public Instant latestEnd(Instant approvedAt, BillingZone billingZone) {
        if (askedEndAt != null) {
            return askedEndAt;
        }
        Instant begin = startsAt.isAfter(approvedAt) ? startsAt : approvedAt;
        return endOfTerm(begin.plus(longestWait()), billingZone);
    }

    /** The end of a term that begins then; only for an ask with a term. */
    public Instant endOfTerm(Instant begin, BillingZone billingZone) {
        return clear(Term.parse(Objects.requireNonNull(term)).from(begin, billingZone), billingZone);
    }

    /** The first instant from then on at which the hosts may be drained, for all of the grace. */
    public Instant clear(Instant from, BillingZone billingZone) {
        return protection().clear(from, grace(), billingZone).orElse(from);
    }

    Protection protection() {
        return Protection.parse(protectedWindows);
    }
}
