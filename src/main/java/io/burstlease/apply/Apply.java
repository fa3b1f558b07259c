package io.burstlease.apply;

import io.burstlease.audit.Act;
import io.burstlease.budget.Estimate;
import io.burstlease.budget.Estimates;
import io.burstlease.budget.Projection;
import io.burstlease.budget.Way;
import io.burstlease.cloud.ChargeType;
import io.burstlease.lease.AskCheck;
import io.burstlease.lease.AutoRenew;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Quote;
import io.burstlease.lease.Quotes;
import io.burstlease.lease.SoundAsk;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.Prepaid;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a lease of an application: who decides it hears of it in the same transaction. */
@Service
class Apply {

    /** An application that nobody decides lapses after this, or at its latest end if that comes first. */
    private static final Duration DECISION_TIME = Duration.ofDays(3);

    /** What a cap has to pay for at least, or the whole term where that is shorter. */
    private static final Duration LEAST_USE = Duration.ofHours(1);

    private static final int WHOLE_DIGITS = 12;

    private final AskCheck askCheck;
    private final TeamAccess access;
    private final Estimates estimates;
    private final Quotes quotes;
    private final Leases leases;
    private final BillingZone billingZone;
    private final Clock clock;
    private final String currency;

    Apply(
            AskCheck askCheck,
            TeamAccess access,
            Estimates estimates,
            Quotes quotes,
            Leases leases,
            BillingZone billingZone,
            Clock clock,
            @Value("${burstlease.currency:CNY}") String currency) {
        this.askCheck = askCheck;
        this.access = access;
        this.estimates = estimates;
        this.quotes = quotes;
        this.leases = leases;
        this.billingZone = billingZone;
        this.clock = clock;
        this.currency = currency;
    }

    @Transactional
    Lease of(Caller caller, Application application) {
        SoundAsk open = askCheck.check(application.ask(), team -> access.mustAct(caller, team), more(application));
        Instant now = clock.instant();
        Terms terms = terms(application, open, now);
        SoundAsk ask = open.paying(terms.chargeType());
        Money hourly = terms.hourly();
        Money cap = application.moneyCap();
        if (cap != null) {
            mustBeOfUse(cap, ask, hourly);
        }
        Optional<AutoRenew> autoRenew = autoRenew(application, ask);
        Instant lapse = now.plus(DECISION_TIME);
        Act act = Act.by(caller.actor(), now, null);
        LeaseAsk asked =
                ask.application(caller.subject(), caller.onBehalfOf(), purpose(application), amount(cap), hourly);
        Lease lease = leases.request(
                paid(asked, application, ask), lapse.isBefore(ask.latestEnd()) ? lapse : ask.latestEnd(), act);
        return autoRenew
                .map(how -> leases.change(lease.id(), l -> l.renewItself(how, act)))
                .orElse(lease);
    }

    /** With what its way to pay asks for: a limit of the market's price, or how long is paid for at once. */
    private LeaseAsk paid(LeaseAsk asked, Application application, SoundAsk ask) {
        Money limit = application.spotPriceLimit();
        if (limit != null && ask.chargeType() == ChargeType.SPOT) {
            return asked.spotAtMost(limit.amount());
        }
        if (ask.chargeType() != ChargeType.PREPAID) {
            return asked;
        }
        Prepaid prepaid = estimates.of(ask.need()).prepaid();
        if (prepaid == null) {
            throw unknownPrice();
        }
        return asked.paidFor(prepaid.period());
    }

    private Optional<AutoRenew> autoRenew(Application application, SoundAsk ask) {
        AutoRenewAsk wish = application.autoRenew();
        if (wish == null) {
            return Optional.empty();
        }
        List<Fault> faults = new ArrayList<>();
        AutoRenew autoRenew = wish.of(ask, ask.team(), billingZone, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return Optional.of(autoRenew);
    }

    /** The cap ends a lease before its time is over; one that would end it at once is a slip. */
    private void mustBeOfUse(Money cap, SoundAsk ask, Money hourly) {
        Instant hour = ask.startsAt().plus(LEAST_USE);
        Instant use = hour.isBefore(ask.lastsUntil()) ? hour : ask.lastsUntil();
        boolean prepaid = ask.chargeType() == ChargeType.PREPAID;
        Collection<Money> parts = prepaid
                ? estimates.of(ask.need()).months().stream()
                        .map(Estimate.Month::reserved)
                        .toList()
                : estimates
                        .exposure(hourly, ask.hosts(), ask.startsAt(), use.plus(ask.grace()))
                        .values();
        Money least = Projection.sum(parts, hourly.currency());
        if (!cap.currency().equals(least.currency())) {
            throw refusal("currency", "must be in " + least.currency());
        }
        if (cap.compareTo(least) < 0) {
            String what = prepaid ? "All hosts, paid in advance," : "An hour of all hosts and their grace";
            throw refusal("below-cost", what + " may cost " + least.rounded() + ".");
        }
    }

    private static ProblemException refusal(String reason, String message) {
        return ProblemException.invalid(List.of(new Fault("moneyCap", reason, message)));
    }

    private static @Nullable BigDecimal amount(@Nullable Money cap) {
        return cap == null ? null : cap.amount();
    }

    private static String purpose(Application application) {
        String purpose = application.purpose();
        return purpose == null ? "" : purpose.strip();
    }

    private List<Fault> more(Application application) {
        List<Fault> faults = new ArrayList<>();
        String purpose = purpose(application);
        if (purpose.isEmpty()) {
            faults.add(new Fault("purpose", "required", "Say what the hosts are for."));
        } else if (purpose.length() > Application.LONGEST_PURPOSE) {
            faults.add(new Fault("purpose", "size", "At most " + Application.LONGEST_PURPOSE + " characters."));
        }
        Money cap = application.moneyCap();
        if (cap != null && !cap.currency().equals(currency)) {
            faults.add(new Fault("moneyCap.currency", "currency", "must be " + currency));
        }
        if (cap != null && !isPayable(cap.amount())) {
            faults.add(new Fault("moneyCap.amount", "range", "must be more than 0, with at most 12 whole digits"));
        }
        faults.addAll(limit(application));
        if (application.autoRenew() != null) {
            faults.addAll(application.autoRenew().faults());
        }
        return faults;
    }

    private List<Fault> limit(Application application) {
        Money limit = application.spotPriceLimit();
        if (limit == null) {
            return List.of();
        }
        List<Fault> faults = new ArrayList<>();
        if (!application.maySpot()) {
            faults.add(
                    new Fault("spotPriceLimit", "not-spot", "only for chargeType SPOT, or AUTO that is interruptible"));
        }
        if (!limit.currency().equals(currency)) {
            faults.add(new Fault("spotPriceLimit.currency", "currency", "must be " + currency));
        }
        if (!isPayable(limit.amount())) {
            faults.add(
                    new Fault("spotPriceLimit.amount", "range", "must be more than 0, with at most 12 whole digits"));
        }
        return faults;
    }

    /** As the lease's table keeps it. */
    private static boolean isPayable(BigDecimal amount) {
        return amount.signum() > 0 && amount.precision() - amount.scale() <= WHOLE_DIGITS;
    }

    /** How it is paid for, and what one host with its disks costs in an hour at most. */
    private record Terms(ChargeType chargeType, Money hourly) {}

    /** What was quoted while the quote is valid and of the same ask; otherwise what the offers cost now. */
    private Terms terms(Application application, SoundAsk ask, Instant now) {
        if (application.quote() != null) {
            Quote quote = honoured(application, application.quote(), now);
            return new Terms(quote.chargeType(), unknownUnless(Optional.ofNullable(quote.hourlyPrice())));
        }
        Way best = estimates
                .compare(ask.needs(), ask.lastsUntil().plus(ask.grace()))
                .getFirst();
        return new Terms(
                best.chargeType(),
                unknownUnless(Optional.ofNullable(best.estimate().hourly())));
    }

    private Quote honoured(Application application, String id, Instant now) {
        Quote quote = quotes.find(id)
                .orElseThrow(() -> ProblemException.unprocessable("unknown-quote", "There is no quote " + id + "."));
        if (!quote.ask().equals(application.ask())) {
            throw ProblemException.unprocessable(
                    "quote-differs", "Quote " + quote.id() + " was given for something else.");
        }
        if (!quote.isValid(now)) {
            throw ProblemException.conflict(
                    "quote-expired", "Quote " + quote.id() + " was valid until " + quote.validUntil() + ".");
        }
        return quote;
    }

    private static Money unknownUnless(Optional<Money> price) {
        return price.orElseThrow(Apply::unknownPrice);
    }

    private static ProblemException unknownPrice() {
        return ProblemException.unprocessable(
                "unknown-price", "No offer of this host class has a known price here and now.");
    }
}
