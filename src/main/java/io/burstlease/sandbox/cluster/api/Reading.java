package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.object.FieldSelector;
import io.burstlease.sandbox.cluster.object.LabelSelector;
import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import io.burstlease.sandbox.cluster.store.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Gets and lists, a page at a time where asked. */
final class Reading {

    private final Registry registry;
    private final Rendering rendering;

    Reading(Registry registry, Rendering rendering) {
        this.registry = registry;
        this.rendering = rendering;
    }

    /** The label and field selectors of a call as one test. */
    static Predicate<ObjectNode> selection(Call call, RequestTarget target) {
        LabelSelector labels = LabelSelector.parse(call.parameter("labelSelector"));
        FieldSelector fields = FieldSelector.parse(target.kind(), call.parameter("fieldSelector"));
        return object -> labels.matches(object) && fields.matches(object);
    }

    void get(Call call, RequestTarget target) throws IOException {
        ObjectNode found = registry.get(target.kind(), target.namespace(), target.name());
        if (target.subresource().equals("log")) {
            String log = Json.text(found, "metadata", "annotations", "sandbox.burstlease.io/log");
            call.answer(200, "text/plain", log.getBytes(StandardCharsets.UTF_8));
            return;
        }
        Rendering.Form form = Rendering.form(call.header("Accept"));
        call.answer(200, rendering.one(target.kind(), found, form, call.parameter("includeObject")));
    }

    void list(Call call, RequestTarget target) throws IOException {
        Rendering.Form form = Rendering.form(call.header("Accept"));
        Predicate<ObjectNode> wanted = selection(call, target);
        Page page = page(call, target);
        List<ObjectNode> matching = page.snapshot().items().stream()
                .filter(item -> place(item).compareTo(page.after()) > 0 && wanted.test(item))
                .toList();
        int limit = limit(call);
        boolean more = limit > 0 && matching.size() > limit;
        List<ObjectNode> shown = more ? matching.subList(0, limit) : matching;
        String next = more ? token(page.snapshot().revision(), place(shown.getLast())) : "";
        boolean selecting = !call.parameter("labelSelector").isEmpty()
                || !call.parameter("fieldSelector").isEmpty();
        long remaining = selecting ? 0 : matching.size() - shown.size();
        Snapshot answer = new Snapshot(page.snapshot().revision(), shown);
        call.answer(200, rendering.list(target.kind(), answer, next, remaining, form, call.parameter("includeObject")));
    }

    private record Page(Snapshot snapshot, String after) {}

    private static String place(ObjectNode item) {
        return Json.namespace(item) + "\u0000" + Json.name(item);
    }

    private static int limit(Call call) {
        String limit = call.parameter("limit");
        return limit.matches("\\d{1,9}") ? Integer.parseInt(limit) : 0;
    }

    private static String token(long revision, String after) {
        ObjectNode token = Json.of("v", "meta.k8s.io/v1", "start", after);
        token.put("rv", revision);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(token));
    }

    private Page page(Call call, RequestTarget target) {
        ObjectStore store = registry.store();
        String resource = target.kind().resource();
        String token = call.parameter("continue");
        if (!token.isEmpty()) {
            ObjectNode place = read(token);
            long revision = Json.number(place, "rv");
            return new Page(store.listAt(resource, target.namespace(), revision), Json.text(place, "start"));
        }
        String version = call.parameter("resourceVersion");
        if (call.parameter("resourceVersionMatch").equals("Exact") && version.matches("\\d{1,18}")) {
            return new Page(store.listAt(resource, target.namespace(), Long.parseLong(version)), "");
        }
        return new Page(store.list(resource, target.namespace()), "");
    }

    private static ObjectNode read(String token) {
        try {
            return Json.parse(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | JacksonException e) {
            throw ApiFailure.badRequest("continue key is not valid: " + token);
        }
    }
}
