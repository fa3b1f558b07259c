package io.burstlease.release;

import io.burstlease.audit.Act;
import io.burstlease.budget.Budgets;
import io.burstlease.budget.Projection;
import io.burstlease.host.Commitments;
import io.burstlease.host.Hosts;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Watches what a lease with a money cap has cost: warns at {@link #WARNINGS} percent, and begins its release while the
 * cap still pays for the whole grace and for the deletion after it.
 */
@Component
class MoneyCap implements Errand {

    static final String NAME = "money-cap";

    /** In percent of the cap, the highest first; what giving back takes counts as spent. */
    private static final List<Integer> WARNINGS = List.of(95, 80);

    private static final int WHOLE = 100;

    /** As often as hosts are metered; what came in between is added at the price they were bought at. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Leases leases;
    private final Hosts hosts;
    private final Budgets budgets;
    private final Commitments commitments;
    private final ReleaseSettings settings;
    private final BillingZone billingZone;
    private final Clock clock;

    MoneyCap(
            Leases leases,
            Hosts hosts,
            Budgets budgets,
            Commitments commitments,
            ReleaseSettings settings,
            BillingZone billingZone,
            Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.budgets = budgets;
        this.commitments = commitments;
        this.settings = settings;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        return claim.settle(() -> {
            Lease lease = leases.lock(claim.thing());
            BigDecimal cap = lease.ask().moneyCap();
            if (cap == null) {
                return Outcome.done("no cap");
            }
            if (lease.state() != LeaseState.PROVISIONING && lease.state() != LeaseState.ACTIVE) {
                return Outcome.done("lease is " + lease.state());
            }
            return look(lease, new Money(cap, lease.ask().currency()));
        });
    }

    private Outcome look(Lease lease, Money cap) {
        Instant now = clock.instant();
        Money spent = spent(lease, now);
        Money committed = spent.plus(toGiveBack(lease, now));
        if (committed.compareTo(cap) >= 0) {
            Instant clear = lease.ask().clear(now, billingZone);
            if (clear.isAfter(now)) {
                return Outcome.wait(Duration.between(now, clear), "until the protected window is over");
            }
            String why = "cap: " + spent.rounded() + " of " + cap.rounded() + " are spent, the rest pays for the grace";
            leases.change(lease.id(), l -> l.release(Ending.CAPPED, Act.itself(now, why)));
            return Outcome.done(why);
        }
        int percent = committed
                .amount()
                .multiply(BigDecimal.valueOf(WHOLE))
                .divide(cap.amount(), 0, RoundingMode.DOWN)
                .intValueExact();
        WARNINGS.stream()
                .filter(warning -> percent >= warning)
                .findFirst()
                .ifPresent(warning -> leases.change(
                        lease.id(), l -> l.warnOfCap(warning, spent, Act.itself(now, "its money cap is " + cap))));
        return Outcome.wait(LOOK_AGAIN, percent + " % of the cap are spent or needed for the grace");
    }

    /** The ledger knows of prices that changed, the hosts of the last minute: whichever is more. */
    private Money spent(Lease lease, Instant now) {
        Money booked = budgets.spent(lease.id(), lease.ask().currency());
        Money running = commitments.by(lease, now);
        return booked.compareTo(running) > 0 ? booked : running;
    }

    private Money toGiveBack(Lease lease, Instant now) {
        Money hourly = hosts.ofLease(lease.id()).stream()
                .filter(host -> host.state().costs())
                .map(host -> host.hourlyPrice().orElse(lease.ask().hourly()))
                .reduce(Money.zero(lease.ask().currency()), Money::plus);
        Duration time = lease.ask().grace().plus(settings.deleteDeadline());
        return Projection.total(hourly, 1, now, now.plus(time));
    }
}
