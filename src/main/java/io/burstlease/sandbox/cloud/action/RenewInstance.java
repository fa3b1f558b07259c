package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.DiskSpec;
import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.state.Term;
import io.burstlease.sandbox.cloud.state.TokenUse;
import io.burstlease.sandbox.cloud.world.Catalogue;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.DiskPrice;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pays a pre-paid instance and its disks for another term, at today's price. */
final class RenewInstance implements Action {

    @Override
    public String name() {
        return "RenewInstance";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRights();
        String id = call.params().required("InstanceId");
        if (call.params().has("ExpectedRenewDay")) {
            throw new Refusal(400, "InvalidParameter.NotEmulated", "\"ExpectedRenewDay\" is not emulated.");
        }
        Term term = ChargeParams.term(call.params());
        Optional<TokenUse> earlier = call.earlierUse();
        if (earlier.isPresent()) {
            return Map.of("OrderId", String.valueOf(earlier.get().orderId()));
        }
        Instance instance = call.state().living(id).orElseThrow(Refusal::noInstance);
        if (instance.spec().chargeType() != ChargeType.PREPAID) {
            throw new Refusal(
                    403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.");
        }
        Map<String, BigDecimal> prices = prices(call.world().catalogue(), instance, term);
        balance(call, prices);
        String orderId = call.dice().orderId();
        Instant expiry = Objects.requireNonNullElse(instance.expiresAt(), call.now());
        call.commit()
                .accept(new CloudEvent.Renewed(
                        call.now(),
                        id,
                        term.after(expiry),
                        prices,
                        call.useToken(List.of(id), orderId),
                        orderId,
                        call.requestId()));
        return Map.of("OrderId", orderId);
    }

    private static Map<String, BigDecimal> prices(Catalogue catalogue, Instance instance, Term term) {
        Pricing pricing = new Pricing(catalogue);
        InstanceKind kind = catalogue.kind(instance.spec().instanceType()).orElseThrow(RenewInstance::noLongerSold);
        Map<String, BigDecimal> prices = new LinkedHashMap<>();
        prices.put("instance", pricing.perTerm(kind, term));
        for (DiskSpec disk : instance.spec().disks()) {
            DiskPrice price =
                    catalogue.disk(disk.category(), disk.performanceLevel()).orElseThrow(RenewInstance::noLongerSold);
            prices.put(disk.item(), pricing.perTerm(price, disk.sizeGib(), term));
        }
        return prices;
    }

    private static Refusal noLongerSold() {
        return new Refusal(403, "OperationDenied.NoStock", "The requested resource is no longer sold.");
    }

    private static void balance(Call call, Map<String, BigDecimal> prices) {
        BigDecimal price = prices.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Optional<BigDecimal> left = call.state().balance(call.now());
        if (left.isPresent() && left.get().compareTo(price) < 0) {
            throw new Refusal(403, "InsufficientBalance", "Your account does not have enough balance.");
        }
    }
}
