package io.burstlease.lease;

import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.team.Team;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for, found to be possible by the rules of the team and the catalogue, with the defaults filled in.
 * Whether stock, addresses and money are there is for the estimate to say.
 *
 * @param charge how it may be paid for; what depends on that can be asked once it was chosen
 * @param startsAt not before now
 * @param term null when {@code endsAt} is given
 * @param protectedWindows as {@link LeaseAsk} keeps them
 * @param lastsUntil the end if the hosts are there at the start
 * @param latestEnd the end if they come as late as is acceptable
 */
public record SoundAsk(
        Team team,
        String projectId,
        HostClass hostClass,
        int hosts,
        int minHosts,
        @Nullable String zone,
        ChargeWish charge,
        Instant startsAt,
        @Nullable Term term,
        @Nullable Instant endsAt,
        Duration longestWait,
        Duration grace,
        Workload workload,
        String protectedWindows,
        Instant lastsUntil,
        Instant latestEnd) {

    /** How long hosts are waited for where nobody says. */
    public static final Duration DEFAULT_WAIT = Duration.ofHours(4);

    /** From the end to the hard end where nobody says. */
    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(30);

    /** How its hosts are paid for; only once that was chosen. */
    public ChargeType chargeType() {
        return charge.only();
    }

    /** The same, paid for like that. */
    public SoundAsk paying(ChargeType type) {
        return new SoundAsk(
                team,
                projectId,
                hostClass,
                hosts,
                minHosts,
                zone,
                charge.chosen(type),
                startsAt,
                term,
                endsAt,
                longestWait,
                grace,
                workload,
                protectedWindows,
                lastsUntil,
                latestEnd);
    }

    /** What it would need of the offers in each of the ways in which it may be paid for. */
    public List<Need> needs() {
        return charge.types().stream().map(type -> paying(type).need()).toList();
    }

    /**
     * What it needs of the offers. Hosts paid in advance are paid for the period asked for: it ends with what was paid,
     * grace included, however late they come.
     */
    public Need need() {
        Instant to = chargeType() == ChargeType.PREPAID && term != null ? lastsUntil : latestEnd.plus(grace);
        return new Need(team.id(), hostClass, hosts, minHosts, zone, chargeType(), startsAt, to);
    }

    /** The application, at the hourly price of one host with its disks that was quoted. */
    public LeaseAsk application(
            String applicant,
            @Nullable String onBehalfOf,
            String purpose,
            @Nullable BigDecimal moneyCap,
            Money hourlyPrice) {
        return new LeaseAsk(
                team.id(),
                projectId,
                applicant,
                onBehalfOf,
                purpose,
                workload,
                hostClass.id(),
                hosts,
                minHosts,
                zone,
                chargeType(),
                charge.auto(),
                startsAt,
                term == null ? null : term.toString(),
                endsAt,
                longestWait.toSeconds(),
                grace.toSeconds(),
                protectedWindows,
                moneyCap,
                hourlyPrice.amount(),
                hourlyPrice.currency(),
                null,
                null);
    }
}
