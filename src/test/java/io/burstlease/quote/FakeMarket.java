package io.burstlease.quote;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudMarket;
import io.burstlease.cloud.PriceQuestion;
import io.burstlease.cloud.PriceQuote;
import io.burstlease.cloud.StockHint;
import io.burstlease.cloud.TypeFacts;
import io.burstlease.cloud.VSwitchFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A market with memory: stock by type and zone, addresses by vSwitch, and types it does not answer about. */
final class FakeMarket implements CloudMarket {

    final Map<String, Map<String, Boolean>> stock = new HashMap<>();
    final Map<String, Long> addresses = new HashMap<>();
    final Set<String> silentAbout = new HashSet<>();
    final List<String> asked = new ArrayList<>();

    FakeMarket stock(String type, String zone, boolean inStock) {
        stock.computeIfAbsent(type, any -> new HashMap<>()).put(zone, inStock);
        return this;
    }

    FakeMarket addresses(String vSwitch, long free) {
        addresses.put(vSwitch, free);
        return this;
    }

    @Override
    public List<StockHint> stock(String instanceType, ChargeType chargeType) {
        asked.add(instanceType + " " + chargeType);
        answer(instanceType);
        return stock.getOrDefault(instanceType, Map.of()).entrySet().stream()
                .map(zone -> new StockHint(zone.getKey(), instanceType, zone.getValue()))
                .toList();
    }

    @Override
    public List<VSwitchFacts> vSwitches(Collection<String> vSwitchIds) {
        answer("vSwitches");
        return vSwitchIds.stream()
                .filter(addresses::containsKey)
                .map(id -> new VSwitchFacts(id, "vpc", "z", "10.0.0.0/8", addresses.getOrDefault(id, 0L)))
                .toList();
    }

    private void answer(String about) {
        if (silentAbout.contains(about)) {
            throw new CloudException(CloudException.Family.TRANSIENT, "SDK.ReadTimeout", about, null);
        }
    }

    @Override
    public PriceQuote price(PriceQuestion question) {
        throw new UnsupportedOperationException("prices are not asked here");
    }

    @Override
    public List<TypeFacts> types(Collection<String> instanceTypes) {
        throw new UnsupportedOperationException("facts are not asked here");
    }
}
