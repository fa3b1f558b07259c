package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.state.MeterLog;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the billing API has in common for refunds: it refuses with HTTP 200, and pays back the whole days that are left
 * of what was paid, which is never all of it.
 */
final class Refunds {

    static final Set<String> VERSIONS = Set.of("2017-12-14");

    private final Call call;

    Refunds(Call call) {
        this.call = call;
    }

    /** The instance that may be refunded; the reply of a refusal where none may be. */
    Map<String, Object> refusal() {
        if (!call.allowed()) {
            return refused("NotAuthorized", "This API is not authorized for caller.");
        }
        if (!"ecs".equals(call.params().get("ProductCode"))) {
            return refused("InvalidParameter", "The specified ProductCode is not valid.");
        }
        Optional<Instance> instance = find();
        if (instance.isEmpty()) {
            return refused("ResourceNotExists", "The specific resource is not exists.");
        }
        boolean refundable = instance.get().spec().chargeType() == ChargeType.PREPAID
                && instance.get().releasedBy() == null
                && !instance.get().initializing(call.now());
        return refundable ? Map.of() : refused("ResourceStatusError", "The resource status error.");
    }

    Instance instance() {
        return find().orElseThrow(Refusal::noInstance);
    }

    private Optional<Instance> find() {
        return call.state().living(call.params().required("InstanceId"));
    }

    /** By item, in cents. */
    Map<String, BigDecimal> amounts() {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (MeterLog.Purchase purchase : call.state().purchases(instance().id())) {
            amounts.merge(purchase.item(), unused(purchase), BigDecimal::add);
        }
        return amounts;
    }

    private BigDecimal unused(MeterLog.Purchase purchase) {
        Instant from = purchase.termStart().isAfter(call.now()) ? purchase.termStart() : call.now();
        if (!from.isBefore(purchase.termEnd())) {
            return BigDecimal.ZERO;
        }
        long left = Duration.between(from, purchase.termEnd()).toDays();
        Duration term = Duration.between(purchase.termStart(), purchase.termEnd());
        return purchase.amount()
                .multiply(BigDecimal.valueOf(left * 86_400))
                .divide(BigDecimal.valueOf(term.toSeconds()), 2, RoundingMode.DOWN);
    }

    static BigDecimal sum(Map<String, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static Map<String, Object> done(Map<String, Object> data) {
        return Map.of("Success", true, "Code", "Success", "Message", "Successful!", "Data", data);
    }

    private static Map<String, Object> refused(String code, String message) {
        return Map.of("Success", false, "Code", code, "Message", message);
    }
}
