package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.DiskSpec;
import io.burstlease.sandbox.cloud.state.Term;
import io.burstlease.sandbox.cloud.world.Catalogue;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what an instance with its disks, or a disk, costs per hour or for a term. */
final class DescribePrice implements Action {

    private static final int MOST = 1000;

    @Override
    public String name() {
        return "DescribePrice";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        call.requireRights();
        Params params = call.params();
        Term term = term(params);
        BigDecimal times = BigDecimal.valueOf(params.integer("Amount", 1, 1, MOST))
                .multiply(term == null ? BigDecimal.valueOf(params.integer("Period", 1, 1, 60)) : BigDecimal.ONE);
        String type = params.oneOf("ResourceType", "instance", Set.of("instance", "disk"));
        List<Part> parts = type.equals("disk")
                ? disks(new DiskParams(call.world().catalogue(), term).dataDisks(params), term)
                : instance(call.world().catalogue(), params, term);
        if (parts.isEmpty()) {
            throw Refusal.missing("DataDisk.1.Size");
        }
        Map<String, Object> price = sum(parts, times);
        price.put("ReservedInstanceHourPrice", BigDecimal.ZERO);
        price.put("Currency", call.world().catalogue().currency());
        price.put(
                "DetailInfos",
                Map.of(
                        "DetailInfo",
                        parts.stream().map(part -> part.view(times)).toList()));
        return Map.of("PriceInfo", Map.of("Price", price, "Rules", Map.of("Rule", List.of())));
    }

    private static @Nullable Term term(Params params) {
        int period = params.integer("Period", 1, 1, 60);
        return switch (params.oneOf("PriceUnit", "Hour", Set.of("Hour", "Week", "Month", "Year"))) {
            case "Week" -> new Term(period, Term.Unit.WEEK);
            case "Month" -> new Term(period, Term.Unit.MONTH);
            case "Year" -> new Term(period * 12, Term.Unit.MONTH);
            default -> null;
        };
    }

    private static List<Part> instance(Catalogue catalogue, Params params, @Nullable Term term) {
        InstanceKind kind = catalogue
                .kind(params.required("InstanceType"))
                .orElseThrow(() -> new Refusal(
                        400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType is not supported."));
        Pricing pricing = new Pricing(catalogue);
        boolean spot = !params.get("SpotStrategy", "NoSpot").equals("NoSpot");
        BigDecimal list = term == null ? pricing.perHour(kind, ChargeType.POSTPAID) : pricing.perTerm(kind, term);
        BigDecimal trade = spot && term == null ? pricing.perHour(kind, ChargeType.SPOT) : list;
        List<Part> parts = new ArrayList<>(List.of(new Part("instanceType", list, trade)));
        DiskParams disks = new DiskParams(catalogue, term);
        if (params.hasAny("SystemDisk")) {
            parts.addAll(disks(List.of(disks.systemDisk(params)), term));
        }
        parts.addAll(disks(disks.dataDisks(params), term));
        return parts;
    }

    private static List<Part> disks(List<DiskSpec> disks, @Nullable Term term) {
        return disks.stream()
                .map(disk -> {
                    BigDecimal price = term == null ? disk.pricePerHour() : disk.termPrice();
                    String resource = disk.item().startsWith("data") ? "dataDisk" : disk.item();
                    return new Part(resource, price, price);
                })
                .toList();
    }

    private static Map<String, Object> sum(List<Part> parts, BigDecimal times) {
        BigDecimal list = parts.stream().map(Part::list).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal trade = parts.stream().map(Part::trade).reduce(BigDecimal.ZERO, BigDecimal::add);
        return prices(list, trade, times);
    }

    private static Map<String, Object> prices(BigDecimal list, BigDecimal trade, BigDecimal times) {
        Map<String, Object> prices = new LinkedHashMap<>();
        prices.put("OriginalPrice", rounded(list.multiply(times)));
        prices.put("DiscountPrice", rounded(list.subtract(trade).multiply(times)));
        prices.put("TradePrice", rounded(trade.multiply(times)));
        return prices;
    }

    private static BigDecimal rounded(BigDecimal price) {
        return price.setScale(5, RoundingMode.HALF_UP);
    }

    private record Part(String resource, BigDecimal list, BigDecimal trade) {

        Map<String, Object> view(BigDecimal times) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("Resource", resource);
            view.putAll(prices(list, trade, times));
            return view;
        }
    }
}
