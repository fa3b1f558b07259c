package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Kinds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Paths that are no resources: health, discovery, OpenAPI, the sandbox's own. */
final class Paths {

    private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");
    private static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    private final Discovery discovery;
    private final OpenApi openApi;
    private final SandboxPath sandbox;

    Paths(Kinds kinds, SandboxPath sandbox) {
        this.discovery = new Discovery(kinds);
        this.openApi = new OpenApi(kinds);
        this.sandbox = sandbox;
    }

    void answer(Call call) throws IOException {
        String path = call.path();
        if (path.startsWith("/sandbox/")) {
            call.answer(200, sandbox.answer(call.method(), path, call.object()));
            return;
        }
        if (!call.method().equals("GET")) {
            throw ApiFailure.noSuchPath();
        }
        if (HEALTH.contains(path)) {
            call.answer(200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/openapi/v2")) {
            // Clients ask for protobuf; an empty document sends them to v3, which has what they need.
            call.answer(200, PROTOBUF, new byte[0]);
        } else {
            Optional<ObjectNode> found =
                    discovery.answer(path, call.header("Host")).or(() -> openApi.answer(path));
            call.answer(200, found.orElseThrow(ApiFailure::noSuchPath));
        }
    }
}
