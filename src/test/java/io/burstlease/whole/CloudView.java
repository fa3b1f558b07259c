package io.burstlease.whole;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The emulated cloud as nobody in the real one could see it. */
final class CloudView {

    private static final JsonMapper JSON = new JsonMapper();

    private final String url;

    CloudView(String url) {
        this.url = url;
    }

    /** Ids of the instances that cost money now. */
    Set<String> alive() {
        return StreamSupport.stream(get("/admin/hosts").path("hosts").spliterator(), false)
                .map(host -> host.path("instanceId").asString())
                .collect(Collectors.toSet());
    }

    /** The cloud's own bill by instance, disks included. */
    Map<String, BigDecimal> bill() {
        Map<String, BigDecimal> byInstance = new TreeMap<>();
        get("/admin/bill")
                .path("lines")
                .forEach(line -> byInstance.merge(
                        line.path("instanceId").asString(),
                        new BigDecimal(line.path("amount").asString()),
                        BigDecimal::add));
        return byInstance;
    }

    /** What the cloud bills for an instance and its disks from an instant on. */
    BigDecimal billSince(String instance, Instant from) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : get("/admin/bill").path("lines")) {
            if (line.path("instanceId").asString().equals(instance)) {
                Instant begun = Instant.parse(line.path("from").asString());
                Instant ended = Instant.parse(line.path("to").asString());
                Duration counted = Duration.between(begun.isAfter(from) ? begun : from, ended);
                sum = sum.add(new BigDecimal(line.path("pricePerHour").asString())
                        .multiply(BigDecimal.valueOf(counted.toMillis()))
                        .divide(BigDecimal.valueOf(3_600_000), 8, RoundingMode.HALF_UP));
            }
        }
        return sum;
    }

    /** Holds the next calls of an action at a point of their way. */
    void hold(String action, String point) {
        post("/admin/holds", JSON.writeValueAsString(Map.of("action", action, "at", point)));
    }

    /** How many calls did something since the cloud was started, by action. */
    Map<String, Integer> effects() {
        Map<String, Integer> counts = new TreeMap<>();
        get("/admin/calls").path("effectCounts").forEachEntry((action, count) -> counts.put(action, count.asInt()));
        return counts;
    }

    int heldCalls() {
        return get("/admin/holds").path("held").size();
    }

    void release() {
        post("/admin/holds/release", "{}");
    }

    private JsonNode get(String path) {
        return JSON.readTree(
                User.send(HttpRequest.newBuilder(URI.create(url + path)).build())
                        .body());
    }

    private void post(String path, String body) {
        int status = User.send(HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
        if (status >= 300) {
            throw new IllegalStateException("POST " + path + " answered " + status);
        }
    }
}
