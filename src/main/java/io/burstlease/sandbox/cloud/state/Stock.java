package io.burstlease.sandbox.cloud.state;

import io.burstlease.sandbox.cloud.world.Catalogue;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.util.HashMap;
import java.util.Map;

/** Instances left to sell, by type, zone and charge type. */
public final class Stock {

    private final Catalogue catalogue;
    private final Map<Offer, Integer> left = new HashMap<>();

    Stock(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Instances left; negative where the zone does not sell the type in that way. */
    public int left(String instanceType, String zoneId, ChargeType chargeType) {
        return left.computeIfAbsent(
                new Offer(instanceType, zoneId, chargeType),
                offer -> catalogue.stockOf(offer.instanceType, offer.zoneId, offer.chargeType));
    }

    void set(String instanceType, String zoneId, ChargeType chargeType, int count) {
        left.put(new Offer(instanceType, zoneId, chargeType), count);
    }

    void take(LaunchSpec spec, int count) {
        add(spec, -count);
    }

    void giveBack(LaunchSpec spec) {
        add(spec, 1);
    }

    private void add(LaunchSpec spec, int count) {
        int now = left(spec.instanceType(), spec.zoneId(), spec.chargeType());
        set(spec.instanceType(), spec.zoneId(), spec.chargeType(), now < 0 ? now : Math.max(0, now + count));
    }

    private record Offer(String instanceType, String zoneId, ChargeType chargeType) {}
}
