package io.burstlease.host;

import io.burstlease.budget.Estimates;
import io.burstlease.budget.Projection;
import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.Prepaid;
import io.burstlease.offer.Prices;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class Commitment implements Commitments {

    private final Hosts hosts;
    private final Assignments assignments;
    private final Prepayments prepayments;
    private final Prices prices;
    private final Catalog catalog;
    private final BillingZone billingZone;
    private final Clock clock;

    Commitment(
            Hosts hosts,
            Assignments assignments,
            Prepayments prepayments,
            Prices prices,
            Catalog catalog,
            BillingZone billingZone,
            Clock clock) {
        this.hosts = hosts;
        this.assignments = assignments;
        this.prepayments = prepayments;
        this.prices = prices;
        this.catalog = catalog;
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
            if (isPrepaid(host)) {
                paidAhead(months, lease, host, hourly, end, now);
            } else if (host.instanceId().isPresent()) {
                Instant until = until(host, ask.grace(), last, now);
                add(months, hourly, 1, begun(host, tenure, now), ended(tenure, until));
            } else if (host.state() != HostState.GONE) {
                wanted++;
            }
        }
        Instant first = ask.startsAt().isAfter(now) ? ask.startsAt() : now;
        if (ask.chargeType() == ChargeType.PREPAID) {
            Money price = Prepaid.most(hourly, ask.paidPeriod());
            spread(months, price, wanted + more, first, ask.paidPeriod().from(first));
            // A cap may end the lease; what was paid stays paid.
            return months;
        }
        add(months, hourly, wanted + more, first, last);
        return capped(months, ask.moneyCap(), hourly.currency());
    }

    private static boolean isPrepaid(Host host) {
        return host.instanceId().isPresent() && host.chargeType().equals(Optional.of(ChargeType.PREPAID));
    }

    /** All that was paid, whatever becomes of the host, and what is still to be paid for it to last until the end. */
    private void paidAhead(
            SortedMap<YearMonth, Money> months, Lease lease, Host host, Money hourly, Instant end, Instant now) {
        Instant needed = end.plus(lease.ask().grace());
        Instant paidUntil = now;
        for (Prepayment payment : prepayments.of(host.id())) {
            Instant ended = payment.endedAt();
            Money rate = Prepaid.rate(payment.amount(), payment.from(), payment.to());
            add(months, rate, 1, payment.from(), ended == null ? payment.to() : ended);
            if (ended != null) {
                Money rest = spentBy(payment, ended).minus(spentBefore(payment, ended));
                months.merge(billingZone.month(ended), rest, Money::plus);
            }
            paidUntil = payment.to().isAfter(paidUntil) ? payment.to() : paidUntil;
        }
        boolean stays = host.state().costs()
                && host.leaving().isEmpty()
                && lease.activatedAt().isPresent();
        if (stays && paidUntil.isBefore(needed)) {
            Prepaid longer = longer(lease, host, hourly, paidUntil, needed);
            spread(months, longer.price(), 1, paidUntil, longer.period().from(paidUntil));
        }
    }

    private Prepaid longer(Lease lease, Host host, Money hourly, Instant from, Instant to) {
        return prices.prepaid(
                        catalog.hostClass(lease.ask().hostClassId()),
                        host.instanceType().orElseThrow(),
                        host.zone().orElseThrow(),
                        from,
                        to,
                        clock.instant())
                .orElseGet(() -> {
                    PaidPeriod period = lease.ask().paidPeriod();
                    return new Prepaid(period, Prepaid.most(hourly, period));
                });
    }

    private void spread(SortedMap<YearMonth, Money> months, Money price, int count, Instant from, Instant to) {
        add(months, Prepaid.rate(price, from, to), count, from, to);
    }

    private static Money spentBefore(Prepayment payment, Instant then) {
        Instant until = then.isBefore(payment.to()) ? then : payment.to();
        return Projection.total(Prepaid.rate(payment.amount(), payment.from(), payment.to()), 1, payment.from(), until);
    }

    /** What of it is spent by then, a refund taken off. */
    private static Money spentBy(Prepayment payment, Instant then) {
        Instant ended = payment.endedAt();
        return ended != null && !ended.isAfter(then)
                ? payment.amount().minus(payment.refund())
                : spentBefore(payment, then);
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

    private Money cost(Host host, Assignments.Tenure tenure, Money agreed, Instant then) {
        if (isPrepaid(host)) {
            return Projection.sum(
                    prepayments.of(host.id()).stream()
                            .map(payment -> spentBy(payment, then))
                            .toList(),
                    agreed.currency());
        }
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
