package io.burstlease.cloud.aliyun;

import com.aliyuncs.ecs.model.v20140526.DescribeAvailableResourceRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstanceTypesRequest;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudMarket;
import io.burstlease.cloud.PriceQuestion;
import io.burstlease.cloud.PriceQuote;
import io.burstlease.cloud.StockHint;
import io.burstlease.cloud.TypeFacts;
import io.burstlease.cloud.VSwitchFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What ECS would sell, and the vSwitches it would put it in. */
final class AliyunMarket implements CloudMarket {

    /** As many names as the cloud takes in one question. */
    private static final int MOST_TYPES = 10;

    private static final Set<String> IN_STOCK = Set.of("WithStock", "ClosedWithStock");

    private final Calls calls;
    private final Pricing pricing;

    AliyunMarket(Calls calls) {
        this.calls = calls;
        this.pricing = new Pricing(calls);
    }

    @Override
    public List<StockHint> stock(String instanceType, ChargeType chargeType) {
        var form = new DescribeAvailableResourceRequest();
        form.setDestinationResource("InstanceType");
        form.setResourceType("instance");
        form.setInstanceType(instanceType);
        form.setInstanceChargeType(chargeType == ChargeType.PREPAID ? "PrePaid" : "PostPaid");
        form.setSpotStrategy(LaunchForm.spotStrategy(chargeType, null));
        var hints = new ArrayList<StockHint>();
        for (Fields zone : calls.ask(form).orThrow().body().rowsIfAny("AvailableZones", "AvailableZone")) {
            for (Fields offered : offered(zone, instanceType)) {
                hints.add(new StockHint(zone.text("ZoneId"), instanceType, isInStock(offered)));
            }
        }
        return hints;
    }

    private static List<Fields> offered(Fields zone, String instanceType) {
        return zone.rowsIfAny("AvailableResources", "AvailableResource").stream()
                .flatMap(kind -> kind.rowsIfAny("SupportedResources", "SupportedResource").stream())
                .filter(offer -> instanceType.equals(offer.textOrNull("Value")))
                .limit(1)
                .toList();
    }

    private static boolean isInStock(Fields offered) {
        String category = offered.textOrNull("StatusCategory");
        return "Available".equals(offered.textOrNull("Status")) && (category == null || IN_STOCK.contains(category));
    }

    @Override
    public PriceQuote price(PriceQuestion question) {
        return pricing.of(question);
    }

    @Override
    public List<TypeFacts> types(Collection<String> instanceTypes) {
        var names = List.copyOf(new LinkedHashSet<>(instanceTypes));
        var facts = new ArrayList<TypeFacts>();
        for (int from = 0; from < names.size(); from += MOST_TYPES) {
            var some = names.subList(from, Math.min(from + MOST_TYPES, names.size()));
            var form = new DescribeInstanceTypesRequest();
            form.setInstanceTypess(some);
            calls.ask(form).orThrow().body().rows("InstanceTypes", "InstanceType").stream()
                    .filter(row -> some.contains(row.text("InstanceTypeId")))
                    .map(AliyunMarket::facts)
                    .forEach(facts::add);
        }
        return facts;
    }

    private static TypeFacts facts(Fields row) {
        return new TypeFacts(
                row.text("InstanceTypeId"),
                Math.toIntExact(row.count("CpuCoreCount")),
                row.decimal("MemorySize"),
                row.countOrZero("GPUAmount"),
                text(row.textOrNull("GPUSpec")),
                row.countOrZero("EniQuantity"),
                row.countOrZero("EniPrivateIpAddressQuantity"));
    }

    @Override
    public List<VSwitchFacts> vSwitches(Collection<String> vSwitchIds) {
        return new LinkedHashSet<>(vSwitchIds)
                .stream().flatMap(id -> VSwitchReading.of(calls, id).stream()).toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
