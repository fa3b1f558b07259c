package io.burstlease.budget;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.offer.RankedOffer;
import io.burstlease.offer.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a need could be paid for.
 *
 * @param estimate the most that it would cost, and whether it can be had
 * @param cost what it would likely cost: all hosts by the offer that would be tried first; null where there is none.
 *     Stock that is out for the moment changes nothing: nobody is to pay for a month because an hour was not to be had
 */
public record Way(Need need, Estimate estimate, @Nullable Money cost) {

    /** What can be had before what cannot, then the cheaper; of two that are equal the one that was named first. */
    private static final Comparator<Way> ORDER = Comparator.comparing((Way way) -> !way.estimate.isFeasible())
            .thenComparing(Way::cost, Comparator.nullsLast(Comparator.<Money>naturalOrder()));

    /** @param until when the hosts would be given back: what is paid in advance costs all of its period all the same */
    static Way of(Need need, Estimate estimate, Instant until) {
        return new Way(need, estimate, cost(need, estimate, until).orElse(null));
    }

    static List<Way> bestFirst(List<Way> ways) {
        return ways.stream().sorted(ORDER).toList();
    }

    public ChargeType chargeType() {
        return need.chargeType();
    }

    /** Why it is chosen, or is not, beside the one that is. */
    public String words(Way chosen) {
        Optional<Verdict> no = estimate.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.NO)
                .findFirst();
        if (no.isPresent()) {
            return no.get().detail();
        }
        if (cost == null) {
            return "no offer of it has a price";
        }
        if (equals(chosen)) {
            return "the cheapest that can be had";
        }
        Money best = chosen.cost;
        return best == null || best.equals(cost)
                ? "costs the same"
                : "costs " + cost.minus(best).rounded() + " more";
    }

    private static Optional<Money> cost(Need need, Estimate estimate, Instant until) {
        return estimate.offers().stream()
                .filter(RankedOffer::isThereSomeDay)
                .findFirst()
                .map(RankedOffer::offer)
                .map(offer -> offer.prepaid() == null
                        ? Projection.total(offer.hourly(), need.hosts(), need.from(), until)
                        : offer.prepaid().price().times(BigDecimal.valueOf(need.hosts())));
    }
}
