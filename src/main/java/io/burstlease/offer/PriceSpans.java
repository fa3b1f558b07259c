package io.burstlease.offer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lays prices end to end over a stretch of time. */
final class PriceSpans {

    private PriceSpans() {}

    /**
     * Covers [from, to) without gaps or overlaps; where one price follows an equal one, they are one span.
     *
     * @param prices by rising activeFrom, no two with the same
     */
    static List<PriceSpan> cover(List<PriceAt> prices, Instant from, Instant to) {
        List<PriceSpan> spans = new ArrayList<>();
        if (!from.isBefore(to)) {
            return spans;
        }
        PriceSpan last = new PriceSpan(from, to, null);
        for (PriceAt price : prices) {
            if (!price.activeFrom().isAfter(from)) {
                last = new PriceSpan(from, to, price.perHour());
            } else if (price.activeFrom().isBefore(to) && !price.perHour().equals(last.known())) {
                spans.add(new PriceSpan(last.from(), price.activeFrom(), last.known()));
                last = new PriceSpan(price.activeFrom(), to, price.perHour());
            }
        }
        spans.add(last);
        return List.copyOf(spans);
    }
}
