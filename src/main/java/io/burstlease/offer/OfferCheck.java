package io.burstlease.offer;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whether anything is on offer at a known price. */
@Component
class OfferCheck implements FeasibilityCheck {

    private static final String NAME = "offer";

    private final Offers offers;

    OfferCheck(Offers offers) {
        this.offers = offers;
    }

    @Override
    public Verdict check(Need need) {
        List<RankedOffer> ranked = offers.rank(need);
        long usable = ranked.stream().filter(RankedOffer::isUsable).count();
        if (usable > 0) {
            return Verdict.ok(NAME, "on-offer", "%d of %d offers may be bought now".formatted(usable, ranked.size()));
        }
        List<RankedOffer> refused = ranked.stream()
                .filter(offer -> offer.standing().until() != null)
                .toList();
        if (!refused.isEmpty()) {
            return Verdict.warn(
                    NAME, "stock-refused", "the cloud lately refused every offer; the first is tried again later");
        }
        String reasons = ranked.stream()
                .map(offer -> offer.standing().reason())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return Verdict.no(
                NAME, "no-offer", ranked.isEmpty() ? "nothing serves this class" : "no offer is left: " + reasons);
    }
}
