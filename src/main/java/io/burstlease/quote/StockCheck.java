package io.burstlease.quote;

import io.burstlease.offer.FeasibilityCheck;
import io.burstlease.offer.Need;
import io.burstlease.offer.Offer;
import io.burstlease.offer.Offers;
import io.burstlease.offer.RankedOffer;
import io.burstlease.offer.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the cloud says of stock. It is only a hint and stock moves, so that it never says no. */
@Component
class StockCheck implements FeasibilityCheck {

    private static final String NAME = "stock";

    private final Offers offers;
    private final MarketHints hints;
    private final Clock clock;

    StockCheck(Offers offers, MarketHints hints, Clock clock) {
        this.offers = offers;
        this.hints = hints;
        this.clock = clock;
    }

    @Override
    public Verdict check(Need need) {
        List<MarketHints.Stock> stock = hints.stock(need.chargeType());
        List<MarketHints.Stock> known = offers.rank(need).stream()
                .filter(RankedOffer::isUsable)
                .map(ranked -> of(ranked.offer(), stock))
                .flatMap(Optional::stream)
                .toList();
        if (known.isEmpty()) {
            return Verdict.warn(NAME, "stock-unknown", "the cloud has not said whether it has any");
        }
        Duration age = HintAge.oldest(clock, known.stream().map(MarketHints.Stock::seenAt));
        long inStock = known.stream().filter(MarketHints.Stock::inStock).count();
        String detail =
                "the cloud had stock for %d of %d offers, %s ago".formatted(inStock, known.size(), HintAge.text(age));
        if (inStock == 0) {
            return Verdict.warn(NAME, "out-of-stock", detail);
        }
        return HintAge.isStale(age) ? Verdict.warn(NAME, "stock-stale", detail) : Verdict.ok(NAME, "in-stock", detail);
    }

    private static Optional<MarketHints.Stock> of(Offer offer, List<MarketHints.Stock> stock) {
        return stock.stream()
                .filter(hint -> hint.instanceType().equals(offer.instanceType())
                        && hint.zone().equals(offer.zone()))
                .findFirst();
    }
}
