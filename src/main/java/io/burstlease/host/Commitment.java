package io.burstlease.host;

import io.burstlease.budget.Estimates;
import io.burstlease.budget.Projection;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class Commitment implements Commitments {

    private final Hosts hosts;
    private final Assignments assignments;
    private final BillingZone billingZone;
    private final Clock clock;

    Commitment(Hosts hosts, Assignments assignments, BillingZone billingZone, Clock clock) {
        this.hosts = hosts;
        this.assignments = assignments;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @Override
    public SortedMap<YearMonth, Money> of(Lease lease, Money hourly, Instant end, int more) {
        LeaseAsk ask = lease.ask();
        Instant now = clock.instant();
        Instant last = end.plus(ask.grace()).plus(Estimates.DEAD_MAN_MARGIN);
        List<Host> ever = hosts.everOfLease(lease.id());
        SortedMap<YearMonth, Money> months = new TreeMap<>();
        int wanted = ever.isEmpty() ? ask.hosts() : 0;
        Map<String, Assignments.Tenure> tenures = assignments.tenures(lease.id());
        for (Host host : ever) {
            Assignments.Tenure tenure = Objects.requireNonNull(tenures.get(host.id()));
            if (host.instanceId().isPresent()) {
                Instant until = until(host, ask.grace(), last, now);
                add(months, hourly, 1, begun(host, tenure, now), ended(tenure, until));
            } else if (host.state() != HostState.GONE) {
                wanted++;
            }
        }
        add(months, hourly, wanted + more, ask.startsAt().isAfter(now) ? ask.startsAt() : now, last);
        return capped(months, ask.moneyCap(), hourly.currency());
    }

    @Override
    public Money by(Lease lease, Instant then) {
        Money agreed = lease.ask().hourly();
        Map<String, Assignments.Tenure> tenures = assignments.tenures(lease.id());
        return Projection.sum(
                hosts.everOfLease(lease.id()).stream()
                        .filter(host -> host.instanceId().isPresent())
                        .map(host -> cost(host, Objects.requireNonNull(tenures.get(host.id())), agreed, then))
                        .toList(),
                agreed.currency());
    }

    private static Money cost(Host host, Assignments.Tenure tenure, Money agreed, Instant then) {
        Instant until = ended(tenure, host.state() == HostState.GONE ? goneAt(host) : then);
        return Projection.total(host.hourlyPrice().orElse(agreed), 1, begun(host, tenure, then), until);
    }

    private static Instant begun(Host host, Assignments.Tenure tenure, Instant otherwise) {
        return tenure.from() == null ? host.boughtAfter().orElse(otherwise) : tenure.from();
    }

    /** One that was handed on costs another lease from then on. */
    private static Instant ended(Assignments.Tenure tenure, Instant otherwise) {
        Instant handed = tenure.until();
        return handed != null && handed.isBefore(otherwise) ? handed : otherwise;
    }

    private static Instant goneAt(Host host) {
        return Objects.requireNonNullElse(host.sight().goneBefore(), host.stateSince());
    }

    /** A host that leaves costs until its grace is over and the cloud had time to let it go. */
    private static Instant until(Host host, Duration grace, Instant last, Instant now) {
        if (host.state() == HostState.GONE) {
            return goneAt(host);
        }
        if (host.leaving().isEmpty()) {
            return last;
        }
        Instant left = host.stateSince().plus(grace);
        Instant leaves = (left.isAfter(now) ? left : now).plus(Estimates.DEAD_MAN_MARGIN);
        return leaves.isBefore(last) ? leaves : last;
    }

    private void add(SortedMap<YearMonth, Money> months, Money hourly, int count, Instant from, Instant to) {
        Projection.of(hourly, count, from, to, billingZone)
                .forEach((month, money) -> months.merge(month, money, Money::plus));
    }

    /** The earlier months have the first of it. */
    private static SortedMap<YearMonth, Money> capped(
            SortedMap<YearMonth, Money> months, @Nullable BigDecimal cap, String currency) {
        if (cap == null) {
            return months;
        }
        SortedMap<YearMonth, Money> cut = new TreeMap<>();
        Money left = new Money(cap, currency);
        for (var month : months.entrySet()) {
            Money share = month.getValue().compareTo(left) < 0 ? month.getValue() : left;
            cut.put(month.getKey(), share);
            left = left.minus(share);
        }
        return cut;
    }
}
