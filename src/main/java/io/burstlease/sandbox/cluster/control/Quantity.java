package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.store.Json;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Resource quantities in thousandths, so that milli-CPUs are whole numbers. */
final class Quantity {

    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)),
            Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)),
            Map.entry("Ki", BigDecimal.TWO.pow(10)),
            Map.entry("Mi", BigDecimal.TWO.pow(20)),
            Map.entry("Gi", BigDecimal.TWO.pow(30)),
            Map.entry("Ti", BigDecimal.TWO.pow(40)));

    private Quantity() {}

    /** 0 where the text is no quantity. */
    static long thousandths(String text) {
        String number = text.replaceAll("[A-Za-z]+$", "");
        String suffix = text.substring(number.length());
        BigDecimal factor = suffix.isEmpty() ? BigDecimal.ONE : SUFFIXES.getOrDefault(suffix, BigDecimal.ZERO);
        if (!number.matches("\\d+(\\.\\d+)?")) {
            return 0;
        }
        return new BigDecimal(number)
                .multiply(factor)
                .multiply(BigDecimal.valueOf(1000))
                .longValue();
    }

    static Map<String, Long> all(JsonNode resources) {
        Map<String, Long> all = new HashMap<>();
        Json.map(resources).forEach((name, value) -> all.put(name, thousandths(value)));
        return all;
    }

    /** What a pod asks for over all its containers, and one place for itself. */
    static Map<String, Long> requestedBy(JsonNode pod) {
        Map<String, Long> sum = new HashMap<>();
        Json.objects(pod, "spec", "containers")
                .forEach(container -> all(Json.at(container, "resources", "requests"))
                        .forEach((name, value) -> sum.merge(name, value, Long::sum)));
        sum.merge("pods", 1000L, Long::sum);
        return sum;
    }
}
