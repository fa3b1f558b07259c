package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.SpotTerms;
import io.burstlease.sandbox.cloud.state.Term;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how an instance is to be paid for. */
final class ChargeParams {

    private static final Set<Integer> MONTHS = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 48, 60);
    private static final Set<String> STRATEGIES = Set.of("NoSpot", "SpotWithPriceLimit", "SpotAsPriceGo");

    private ChargeParams() {}

    static ChargeType chargeType(Params params) {
        String charge = params.get("InstanceChargeType", "PostPaid");
        String strategy = params.oneOf("SpotStrategy", "NoSpot", STRATEGIES);
        if (!Set.of("PostPaid", "PrePaid").contains(charge)) {
            throw new Refusal(
                    400, "InvalidInstanceChargeType.NotFound", "The specified InstanceChargeType is not valid.");
        }
        if (charge.equals("PostPaid")) {
            return strategy.equals("NoSpot") ? ChargeType.POSTPAID : ChargeType.SPOT;
        }
        if (!strategy.equals("NoSpot")) {
            throw new Refusal(400, "InvalidParameter.Conflict", "SpotStrategy applies to PostPaid instances only.");
        }
        return ChargeType.PREPAID;
    }

    /** The term in {@code Period} and {@code PeriodUnit}, which must be there. */
    static Term term(Params params) {
        params.required("Period");
        return term(params, "Period", "PeriodUnit");
    }

    static @Nullable Term autoRenew(Params params) {
        return params.flag("AutoRenew", false) ? term(params, "AutoRenewPeriod", "PeriodUnit") : null;
    }

    private static Term term(Params params, String countName, String unitName) {
        int count = params.integer(countName, 1, 1, 60);
        String unit = params.oneOf(unitName, "Month", Set.of("Week", "Month"));
        boolean sold = unit.equals("Week") ? count <= 4 : MONTHS.contains(count);
        if (!sold) {
            throw new Refusal(400, "InvalidPeriod", "The specified " + countName + " is not valid.");
        }
        return new Term(count, unit.equals("Week") ? Term.Unit.WEEK : Term.Unit.MONTH);
    }

    static SpotTerms spot(Params params, BigDecimal marketPrice) {
        String strategy = params.get("SpotStrategy", "NoSpot");
        BigDecimal limit = params.decimal("SpotPriceLimit");
        if (strategy.equals("SpotWithPriceLimit")) {
            checkLimit(limit, marketPrice);
        }
        return new SpotTerms(
                strategy,
                strategy.equals("SpotWithPriceLimit") ? limit : null,
                params.integer("SpotDuration", 1, 0, 1),
                params.oneOf("SpotInterruptionBehavior", "Terminate", Set.of("Terminate", "Stop")));
    }

    private static void checkLimit(@Nullable BigDecimal limit, BigDecimal marketPrice) {
        if (limit == null) {
            throw Refusal.missing("SpotPriceLimit");
        }
        if (limit.stripTrailingZeros().scale() > 3 || limit.signum() <= 0) {
            throw Refusal.invalid("SpotPriceLimit");
        }
        if (limit.compareTo(marketPrice) < 0) {
            throw new Refusal(
                    400,
                    "InvalidSpotPriceLimit.LowerThanPublicPrice",
                    "The specified parameter \"spotPriceLimit\" is lower than the public price.");
        }
    }
}
