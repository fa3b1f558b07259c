package io.burstlease.quote;

import io.burstlease.budget.Estimate;
import io.burstlease.budget.Estimates;
import io.burstlease.budget.Projection;
import io.burstlease.budget.Way;
import io.burstlease.lease.AskCheck;
import io.burstlease.lease.Quote;
import io.burstlease.lease.Quotes;
import io.burstlease.lease.RawAsk;
import io.burstlease.lease.SoundAsk;
import io.burstlease.money.Money;
import io.burstlease.naming.RandomId;
import io.burstlease.offer.OfferView;
import io.burstlease.offer.Prepaid;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Caller;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Answers a question about hosts, and keeps the answer so that a decision can be held to it. */
@Service
class Quoter {

    /** Stock and prices change: what was said longer ago is asked again. */
    static final Duration VALID_FOR = Duration.ofMinutes(30);

    private static final int ID_LENGTH = 10;

    private final AskCheck rules;
    private final TeamAccess access;
    private final Estimates estimates;
    private final Quotes quotes;
    private final JsonMapper json;
    private final Clock clock;

    Quoter(AskCheck rules, TeamAccess access, Estimates estimates, Quotes quotes, JsonMapper json, Clock clock) {
        this.rules = rules;
        this.access = access;
        this.estimates = estimates;
        this.quotes = quotes;
        this.json = json;
        this.clock = clock;
    }

    /** Whoever may see the team's money may ask, also those who may not apply. */
    @Transactional
    QuoteAnswer quote(RawAsk raw, Caller caller) {
        SoundAsk ask = rules.check(raw, team -> access.mustSee(caller, team));
        List<Way> ways = estimates.compare(ask.needs(), ask.lastsUntil().plus(ask.grace()));
        Way chosen = ways.getFirst();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        QuoteAnswer answer = answer(RandomId.of("q", ID_LENGTH), now.plus(VALID_FOR), ask, ways);
        quotes.save(new Quote(
                answer.id(),
                ask.team().id(),
                caller.actor(),
                now,
                answer.validUntil(),
                raw,
                chosen.chargeType(),
                answer.hourlyPrice(),
                answer.feasible(),
                json.writeValueAsString(answer)));
        return answer;
    }

    private static QuoteAnswer answer(String id, Instant validUntil, SoundAsk ask, List<Way> ways) {
        Way chosen = ways.getFirst();
        Estimate estimate = chosen.estimate();
        Money hourly = estimate.hourly();
        Prepaid prepaid = estimate.prepaid();
        Instant hardEnd = ask.lastsUntil().plus(ask.grace());
        return new QuoteAnswer(
                id,
                validUntil,
                estimate.isFeasible(),
                ask.hosts(),
                chosen.chargeType(),
                hourly,
                prepaid == null
                        ? cost(hourly, ask, ask.startsAt(), hardEnd)
                        : prepaid.price().times(BigDecimal.valueOf(ask.hosts())),
                prepaid == null
                        ? cost(hourly, ask, ask.lastsUntil(), hardEnd)
                        : Money.zero(prepaid.price().currency()),
                reserved(hourly, estimate),
                estimate.months().stream().map(QuoteAnswer.Share::of).toList(),
                ask.startsAt(),
                ask.lastsUntil(),
                ask.latestEnd(),
                estimate.offers().stream().map(OfferView::of).toList(),
                estimate.verdicts(),
                ask.charge().auto()
                        ? ways.stream()
                                .map(way -> QuoteAnswer.Compared.of(way, chosen))
                                .toList()
                        : null);
    }

    private static @Nullable Money cost(@Nullable Money hourly, SoundAsk ask, Instant from, Instant to) {
        return hourly == null ? null : Projection.total(hourly, ask.hosts(), from, to);
    }

    private static @Nullable Money reserved(@Nullable Money hourly, Estimate estimate) {
        return hourly == null
                ? null
                : estimate.months().stream()
                        .map(Estimate.Month::reserved)
                        .reduce(Money.zero(hourly.currency()), Money::plus);
    }
}
