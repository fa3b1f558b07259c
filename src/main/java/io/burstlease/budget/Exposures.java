package io.burstlease.budget;

import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.offer.Offers;
import io.burstlease.offer.Prepaid;
import java.time.YearMonth;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Component;

/** What a need would cost at most, month by month, by what the offers cost. */
@Component
class Exposures {

    private final Offers offers;
    private final BillingZone billingZone;

    Exposures(Offers offers, BillingZone billingZone) {
        this.offers = offers;
        this.billingZone = billingZone;
    }

    /**
     * Until the cloud would release the hosts; of what is paid in advance all that is paid. Empty where no price is
     * known.
     */
    Optional<SortedMap<YearMonth, Money>> of(Need need) {
        Optional<Prepaid> prepaid = offers.prepaidCeiling(need);
        return prepaid.isPresent()
                ? prepaid.map(paid -> Projection.of(
                        paid.rate(need.from()),
                        need.hosts(),
                        need.from(),
                        paid.period().from(need.from()),
                        billingZone))
                : offers.hourlyCeiling(need)
                        .map(hourly -> Projection.of(
                                hourly,
                                need.hosts(),
                                need.from(),
                                need.to().plus(Estimates.DEAD_MAN_MARGIN),
                                billingZone));
    }
}
