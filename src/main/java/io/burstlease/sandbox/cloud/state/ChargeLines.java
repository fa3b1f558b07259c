package io.burstlease.sandbox.cloud.state;

import io.burstlease.sandbox.cloud.world.ChargeType;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes into the meter what the items of one instance begin and cease to cost. */
final class ChargeLines {

    private static final String INSTANCE = "instance";

    private final Instance instance;
    private final LaunchSpec spec;
    private final MeterLog meter;

    private ChargeLines(Instance instance, MeterLog meter) {
        this.instance = instance;
        this.spec = instance.spec();
        this.meter = meter;
    }

    static ChargeLines of(Instance instance, MeterLog meter) {
        return new ChargeLines(instance, meter);
    }

    void begin(@Nullable String orderId) {
        Instant at = instance.createdAt();
        if (prepaid()) {
            Instant end = instance.expiresAt() == null ? at : instance.expiresAt();
            String order = orderId == null ? "" : orderId;
            buy(INSTANCE, order, spec.termPrice(), at, at, end);
            spec.disks().forEach(disk -> buy(disk.item(), order, disk.termPrice(), at, at, end));
            return;
        }
        meter.on(instance.id(), INSTANCE, spec.chargeType(), spec.pricePerHour(), at);
        spec.disks().forEach(disk -> meter.on(instance.id(), disk.item(), spec.chargeType(), disk.pricePerHour(), at));
    }

    void pause(Instant at) {
        meter.off(instance.id(), INSTANCE, at);
    }

    void resume(Instant at) {
        if (!prepaid()) {
            meter.on(instance.id(), INSTANCE, spec.chargeType(), spec.pricePerHour(), at);
        }
    }

    void renew(CloudEvent.Renewed event) {
        Instant start = instance.expiresAt() == null ? event.at() : instance.expiresAt();
        event.prices()
                .forEach((item, price) -> buy(item, event.orderId(), price, event.at(), start, event.expiresAt()));
    }

    void refund(CloudEvent.Refunded event) {
        Instant end = instance.expiresAt() == null ? event.at() : instance.expiresAt();
        event.refunds()
                .forEach((item, money) -> buy(item, event.orderId(), money.negate(), event.at(), event.at(), end));
    }

    void renewItself(Instant at, Instant end) {
        buy(INSTANCE, "auto-renew", spec.termPrice(), at, at, end);
        spec.disks().forEach(disk -> buy(disk.item(), "auto-renew", disk.termPrice(), at, at, end));
    }

    /** Disks that are not deleted with their instance go on costing. */
    void end(Instant at) {
        meter.off(instance.id(), INSTANCE, at);
        spec.disks().stream()
                .filter(DiskSpec::deleteWithInstance)
                .forEach(disk -> meter.off(instance.id(), disk.item(), at));
    }

    private void buy(String item, String order, BigDecimal price, Instant at, Instant start, Instant end) {
        meter.bought(new MeterLog.Purchase(instance.id(), item, order, price, at, start, end));
    }

    private boolean prepaid() {
        return spec.chargeType() == ChargeType.PREPAID;
    }
}
