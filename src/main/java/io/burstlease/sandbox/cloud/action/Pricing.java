package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Term;
import io.burstlease.sandbox.cloud.world.Catalogue;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.DiskPrice;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What things cost per hour and per term in this catalogue. */
final class Pricing {

    private static final BigDecimal MONTHS_OF_A_YEAR = BigDecimal.valueOf(12);
    private static final BigDecimal WEEKS_OF_A_YEAR = BigDecimal.valueOf(52);

    private final Catalogue catalogue;

    Pricing(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    BigDecimal perHour(InstanceKind kind, ChargeType chargeType) {
        BigDecimal price = known(kind.pricePerHour());
        return chargeType == ChargeType.SPOT
                ? price.multiply(catalogue.spotShare()).setScale(3, RoundingMode.HALF_UP)
                : price;
    }

    BigDecimal perTerm(InstanceKind kind, Term term) {
        return forTerm(known(kind.pricePerMonth()), term);
    }

    BigDecimal perHour(DiskPrice disk, int sizeGib) {
        return disk.gibPerHour().multiply(BigDecimal.valueOf(sizeGib));
    }

    BigDecimal perTerm(DiskPrice disk, int sizeGib, Term term) {
        return forTerm(disk.gibPerMonth().multiply(BigDecimal.valueOf(sizeGib)), term);
    }

    private static BigDecimal forTerm(BigDecimal perMonth, Term term) {
        BigDecimal count = BigDecimal.valueOf(term.count());
        BigDecimal price = term.unit() == Term.Unit.MONTH
                ? perMonth.multiply(count)
                : perMonth.multiply(MONTHS_OF_A_YEAR).multiply(count).divide(WEEKS_OF_A_YEAR, 8, RoundingMode.HALF_UP);
        return price.setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal known(@Nullable BigDecimal price) {
        if (price == null) {
            throw new Refusal(400, "PriceNotFound", "The price of your queried resource is not available now.");
        }
        return price;
    }
}
