package io.burstlease.testing;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.CloudMarket;
import io.burstlease.cloud.PriceQuestion;
import io.burstlease.cloud.PriceQuote;
import io.burstlease.cloud.StockHint;
import io.burstlease.cloud.TypeFacts;
import io.burstlease.cloud.VSwitchFacts;
import java.util.Collection;
import java.util.List;

/** A market that knows nothing: stock and prices come from the test's own tables. */
final class EmptyMarket implements CloudMarket {

    @Override
    public List<StockHint> stock(String instanceType, ChargeType chargeType) {
        return List.of();
    }

    @Override
    public PriceQuote price(PriceQuestion question) {
        throw new CloudException(Family.INVALID, "PriceNotFound", "no prices here", null);
    }

    @Override
    public List<TypeFacts> types(Collection<String> instanceTypes) {
        return List.of();
    }

    @Override
    public List<VSwitchFacts> vSwitches(Collection<String> vSwitchIds) {
        return List.of();
    }
}
