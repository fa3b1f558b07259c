package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.object.DeleteOptions;
import io.burstlease.sandbox.cluster.object.Deletion;
import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.patch.PatchKind;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, replaces, patches and deletes. */
final class Writing {

    private final Registry registry;
    private final Deletion deletion;
    private final Rendering rendering;

    Writing(Registry registry, Deletion deletion, Rendering rendering) {
        this.registry = registry;
        this.deletion = deletion;
        this.rendering = rendering;
    }

    void create(Call call, RequestTarget target) throws IOException {
        ObjectNode body = checked(call.object(), target.kind());
        ObjectNode made = registry.create(target.kind(), target.namespace(), body, call.options());
        answer(call, target, 201, made);
    }

    private static ObjectNode checked(ObjectNode body, Kind kind) {
        String type = Json.text(body, "kind");
        String version = Json.text(body, "apiVersion");
        if (!type.isEmpty() && !type.equals(kind.name())) {
            throw ApiFailure.badRequest(kind.name() + " in version \"" + version + "\" cannot be handled as a "
                    + kind.name() + ": " + type);
        }
        if (!version.isEmpty() && !version.equals(kind.apiVersion())) {
            throw ApiFailure.badRequest("the API version in the data (" + version
                    + ") does not match the expected API version (" + kind.apiVersion() + ")");
        }
        return body.put("kind", kind.name()).put("apiVersion", kind.apiVersion());
    }

    void replace(Call call, RequestTarget target) throws IOException {
        ObjectNode body = checked(call.object(), target.kind());
        ObjectNode now = registry.update(
                target.kind(),
                target.namespace(),
                target.name(),
                target.subresource(),
                current -> body,
                call.options());
        answer(call, target, 200, now);
    }

    void patch(Call call, RequestTarget target) throws IOException {
        PatchKind how = PatchKind.of(call.header("Content-Type"));
        JsonNode body = call.tree();
        if (how != PatchKind.APPLY) {
            ObjectNode now = registry.update(
                    target.kind(),
                    target.namespace(),
                    target.name(),
                    target.subresource(),
                    current -> how.patched(current, body),
                    call.options());
            answer(call, target, 200, now);
            return;
        }
        if (call.parameter("fieldManager").isEmpty()) {
            throw ApiFailure.unprocessable("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is"
                    + " required for apply patch");
        }
        if (!(body instanceof ObjectNode object)) {
            throw ApiFailure.badRequest("the body is not an object");
        }
        ObjectNode config = checked(object, target.kind());
        boolean fresh = registry.find(target.kind(), target.namespace(), target.name()) == null;
        ObjectNode now = registry.apply(
                target.kind(),
                target.namespace(),
                target.name(),
                target.subresource(),
                config,
                call.flag("force"),
                call.options());
        answer(call, target, fresh ? 201 : 200, now);
    }

    void delete(Call call, RequestTarget target) throws IOException {
        Deletion.Outcome outcome =
                deletion.delete(target.kind(), target.namespace(), target.name(), wish(call), call.options());
        boolean whole = !outcome.gone() || target.kind().is("pods");
        call.answer(200, whole ? outcome.object() : success(target.kind(), outcome.object()));
    }

    private static DeleteOptions wish(Call call) {
        return DeleteOptions.of(
                call.object(), call.parameter("gracePeriodSeconds"), call.parameter("propagationPolicy"));
    }

    private static ObjectNode success(Kind kind, ObjectNode gone) {
        ObjectNode status = Json.of("kind", "Status", "apiVersion", "v1", "status", "Success");
        status.putObject("metadata");
        ObjectNode details = status.putObject("details");
        details.put("name", Json.name(gone)).put("kind", kind.plural());
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("uid", Json.text(gone, "metadata", "uid"));
        return status;
    }

    void deleteAll(Call call, RequestTarget target) throws IOException {
        Predicate<ObjectNode> wanted = Reading.selection(call, target);
        DeleteOptions wish = wish(call);
        Snapshot there = registry.store().list(target.kind().resource(), target.namespace());
        List<ObjectNode> deleted = new ArrayList<>();
        for (ObjectNode item : there.items().stream().filter(wanted).toList()) {
            deleted.add(deletion.delete(target.kind(), Json.namespace(item), Json.name(item), wish, call.options())
                    .object());
        }
        Snapshot answer = new Snapshot(there.revision(), deleted);
        call.answer(200, rendering.list(target.kind(), answer, "", 0, Rendering.Form.OBJECT, ""));
    }

    private void answer(Call call, RequestTarget target, int code, ObjectNode object) throws IOException {
        Rendering.Form form = Rendering.form(call.header("Accept"));
        call.answer(code, rendering.one(target.kind(), object, form, call.parameter("includeObject")));
    }
}
