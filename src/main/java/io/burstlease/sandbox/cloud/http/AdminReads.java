package io.burstlease.sandbox.cloud.http;

import io.burstlease.sandbox.cloud.core.BootedInstance;
import io.burstlease.sandbox.cloud.core.CallLog;
import io.burstlease.sandbox.cloud.core.EmulatedCloud;
import io.burstlease.sandbox.cloud.state.CloudState;
import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.VSwitch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks without touching.
 *
 * <ul>
 *   <li>{@code GET /admin/state}: every instance there ever was, as {@link InstanceState}, oldest first, and the time,
 *       the free addresses, vCPUs in use and the balance. {@code ?living=true} leaves out those that are gone.
 *   <li>{@code GET /admin/bill?from=…&to=…}: lines per instance and item with seconds and an amount of 8 decimals;
 *       without bounds from the beginning to now.
 *   <li>{@code GET /admin/calls}: {@code counts} and {@code effectCounts} by action, {@code effects} (every call that
 *       did something, with request id and client token) and {@code latest} (the last 5,000 calls).
 *   <li>{@code GET /admin/hosts}: the hosts whose operating system is up, each with all that its metadata service would
 *       tell it, and a {@code version}. {@code ?after=version&waitSeconds=20} waits until the version is another one.
 *   <li>{@code GET /admin/holds}: {@code holds} as ordered and {@code held}, the calls that are stopped now.
 *   <li>{@code GET /admin/faults}: the faults still to come.
 *   <li>{@code GET /admin/stock}: what is left of every type in every zone.
 * </ul>
 */
final class AdminReads {

    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private final EmulatedCloud cloud;
    private final Holds holds;

    AdminReads(EmulatedCloud cloud, Holds holds) {
        this.cloud = cloud;
        this.holds = holds;
    }

    Map<String, AdminServlet.Route> routes() {
        return Map.of(
                "GET /admin/state", this::state,
                "GET /admin/bill", this::bill,
                "GET /admin/calls", request -> cloud.look(view -> calls(view.calls())),
                "GET /admin/hosts", this::hosts,
                "GET /admin/holds", request -> Map.of("holds", holds.orders(), "held", holds.held()),
                "GET /admin/faults", request -> Map.of("faults", cloud.faults().list()),
                "GET /admin/stock", request -> cloud.look(view -> Map.of("stock", stock(view.state()))));
    }

    private Object state(AdminServlet.Request request) {
        boolean living = "true".equals(request.query("living"));
        return cloud.look(view -> {
            CloudState state = view.state();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("now", view.now());
            body.put("vcpusInUse", state.vcpusByZone());
            body.put("balance", state.balance(view.now()).orElse(null));
            Map<String, Integer> free = new LinkedHashMap<>();
            for (VSwitch vSwitch : cloud.world().network().vSwitches()) {
                free.put(vSwitch.id(), state.addresses().free(vSwitch.id()));
            }
            body.put("freeAddresses", free);
            body.put(
                    "instances",
                    (living ? state.living() : state.all())
                            .stream()
                                    .sorted(Comparator.comparingLong(Instance::number))
                                    .map(instance -> InstanceState.of(instance, view.now()))
                                    .toList());
            return body;
        });
    }

    private Object bill(AdminServlet.Request request) {
        Instant from = time(request.query("from"), Instant.EPOCH);
        return cloud.look(view -> {
            Instant next = view.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            return view.state().bill(from, time(request.query("to"), next), view.now());
        });
    }

    private static Instant time(@Nullable String text, Instant otherwise) {
        return text == null ? otherwise : Instant.parse(text);
    }

    private static Map<String, Object> calls(CallLog log) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("counts", log.counts());
        body.put("effectCounts", log.effectCounts());
        body.put("effects", log.withEffect());
        body.put("latest", log.latest());
        return body;
    }

    private Object hosts(AdminServlet.Request request) {
        String after = request.query("after");
        String wait = Objects.requireNonNullElse(request.query("waitSeconds"), "0");
        long seconds = Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(wait));
        long start = System.nanoTime();
        Map<String, Object> seen = seen();
        while (Objects.equals(seen.get("version"), after)
                && System.nanoTime() - start < Duration.ofSeconds(seconds).toNanos()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            seen = seen();
        }
        return seen;
    }

    private Map<String, Object> seen() {
        return cloud.look(view -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("version", view.version());
            body.put(
                    "hosts",
                    view.hosts().stream()
                            .map(instance -> BootedInstance.of(instance, cloud.world()))
                            .toList());
            return body;
        });
    }

    private List<Map<String, Object>> stock(CloudState state) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (var kind : cloud.world().catalogue().instanceKinds()) {
            for (String zone : cloud.world().network().zones()) {
                for (ChargeType charge : ChargeType.values()) {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("instanceType", kind.id());
                    line.put("zoneId", zone);
                    line.put("chargeType", charge);
                    line.put("count", state.stock().left(kind.id(), zone, charge));
                    lines.add(line);
                }
            }
        }
        return lines;
    }
}
