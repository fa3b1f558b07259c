package io.burstlease.sandbox.cloud.state;

import io.burstlease.sandbox.cloud.world.ChargeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the provider saw being used and bought, at whole seconds of its own clock. */
public final class MeterLog {

    /** Something that costs by the second; {@code to} is null while it still does. */
    public record Usage(
            String instanceId,
            String item,
            ChargeType chargeType,
            BigDecimal pricePerHour,
            Instant from,
            @Nullable Instant to) {}

    /** Something paid for a term in advance; paid back where the amount is negative. */
    public record Purchase(
            String instanceId,
            String item,
            String orderId,
            BigDecimal amount,
            Instant at,
            Instant termStart,
            Instant termEnd) {}

    private final Map<String, Usage> open = new LinkedHashMap<>();
    private final List<Usage> closed = new ArrayList<>();
    private final List<Purchase> purchases = new ArrayList<>();

    void on(String instanceId, String item, ChargeType chargeType, BigDecimal pricePerHour, Instant at) {
        open.putIfAbsent(
                instanceId + "/" + item, new Usage(instanceId, item, chargeType, pricePerHour, second(at), null));
    }

    void off(String instanceId, String item, Instant at) {
        Usage usage = open.remove(instanceId + "/" + item);
        if (usage != null) {
            closed.add(new Usage(
                    usage.instanceId(), item, usage.chargeType(), usage.pricePerHour(), usage.from(), second(at)));
        }
    }

    void bought(Purchase purchase) {
        purchases.add(purchase);
    }

    public List<Usage> usages() {
        List<Usage> all = new ArrayList<>(closed);
        all.addAll(open.values());
        return all;
    }

    public List<Purchase> purchases() {
        return List.copyOf(purchases);
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
