package io.burstlease.sandbox.cluster;

import io.burstlease.sandbox.cluster.api.SandboxPath;
import io.burstlease.sandbox.cluster.host.EmulatedHosts;
import io.burstlease.sandbox.cluster.host.HandBought;
import io.burstlease.sandbox.cluster.host.HostFaults;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The paths below {@code /sandbox}: {@code GET hosts}, {@code PUT hosts/{instanceId|next}/fault} with {@code {"fault":
 * "never-joins|no-gpus|slow|none"}}, {@code POST compact}, and {@code POST hand-bought} with parameters of
 * {@code RunInstances}, which buys and joins a host past the service.
 */
final class SandboxHandles implements SandboxPath {

    private static final Pattern FAULT = Pattern.compile("/sandbox/hosts/([^/]+)/fault");

    private final ObjectStore store;
    private final HostFaults faults;
    private final Supplier<@Nullable EmulatedHosts> hosts;
    private final Supplier<@Nullable HandBought> handBought;

    SandboxHandles(
            ObjectStore store,
            HostFaults faults,
            Supplier<@Nullable EmulatedHosts> hosts,
            Supplier<@Nullable HandBought> handBought) {
        this.store = store;
        this.faults = faults;
        this.hosts = hosts;
        this.handBought = handBought;
    }

    @Override
    public ObjectNode answer(String method, String path, ObjectNode body) {
        Matcher fault = FAULT.matcher(path);
        if (fault.matches() && !method.equals("GET")) {
            faults.set(fault.group(1), Json.text(body, "fault"));
            return Json.of("status", "Success");
        }
        return switch (method + " " + path) {
            case "POST /sandbox/compact" -> {
                store.compact();
                yield Json.of("status", "Success");
            }
            case "POST /sandbox/hand-bought" -> there(handBought.get()).buy(body);
            case "GET /sandbox/hosts" -> {
                EmulatedHosts there = hosts.get();
                yield there == null ? Json.object() : there.state();
            }
            default -> throw ApiFailure.noSuchPath();
        };
    }

    private static HandBought there(@Nullable HandBought hand) {
        if (hand == null) {
            throw ApiFailure.noSuchPath();
        }
        return hand;
    }
}
