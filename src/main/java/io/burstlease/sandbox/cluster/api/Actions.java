package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.auth.Access;
import io.burstlease.sandbox.cluster.auth.Identity;
import io.burstlease.sandbox.cluster.auth.Rbac;
import io.burstlease.sandbox.cluster.auth.StaticTokens;
import io.burstlease.sandbox.cluster.object.Deletion;
import io.burstlease.sandbox.cluster.object.Eviction;
import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Moments;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Posts that are no plain create: evictions, bindings, tokens, and the reviews of who may do what. */
final class Actions {

    private final Registry registry;
    private final Eviction eviction;
    private final Rbac rbac;
    private final StaticTokens tokens;

    Actions(Registry registry, Deletion deletion, Rbac rbac, StaticTokens tokens) {
        this.registry = registry;
        this.eviction = new Eviction(registry, deletion);
        this.rbac = rbac;
        this.tokens = tokens;
    }

    void toSubresource(Call call, RequestTarget target) throws IOException {
        switch (target.subresource()) {
            case "eviction" -> {
                eviction.evict(target.namespace(), target.name(), call.object(), call.options());
                call.answer(201, success());
            }
            case "binding" -> bind(call, target);
            case "token" -> token(call, target);
            default -> throw ApiFailure.methodNotAllowed();
        }
    }

    private static ObjectNode success() {
        ObjectNode status = Json.of("kind", "Status", "apiVersion", "v1", "status", "Success");
        status.putObject("metadata");
        return status.put("code", 201);
    }

    private void bind(Call call, RequestTarget target) throws IOException {
        String node = Json.text(call.object(), "target", "name");
        registry.update(
                target.kind(),
                target.namespace(),
                target.name(),
                "",
                pod -> {
                    if (!Json.text(pod, "spec", "nodeName").isEmpty()) {
                        throw ApiFailure.conflict(
                                target.kind(),
                                target.name(),
                                "pod " + target.name() + " is already assigned to node \""
                                        + Json.text(pod, "spec", "nodeName") + "\"");
                    }
                    Json.child(pod, "spec").put("nodeName", node);
                    return pod;
                },
                call.options());
        call.answer(201, success());
    }

    private void token(Call call, RequestTarget target) throws IOException {
        registry.get(target.kind(), target.namespace(), target.name());
        ObjectNode answer = call.object();
        ObjectNode status = answer.putObject("status");
        status.put("token", tokens.ofServiceAccount(target.namespace(), target.name()));
        status.put(
                "expirationTimestamp",
                Moments.seconds(registry.clock().instant().plus(Duration.ofDays(365))));
        call.answer(201, answer.put("kind", "TokenRequest").put("apiVersion", "authentication.k8s.io/v1"));
    }

    /** Whether the kind is a question that is answered and not kept. */
    static boolean review(RequestTarget target) {
        String group = target.kind().group();
        return group.equals("authorization.k8s.io") || group.equals("authentication.k8s.io");
    }

    void review(Call call, RequestTarget target) throws IOException {
        ObjectNode answer = call.object();
        answer.put("kind", target.kind().name()).put("apiVersion", target.kind().apiVersion());
        switch (target.kind().name()) {
            case "SelfSubjectReview" ->
                Json.child(answer, "status", "userInfo")
                        .put("username", call.who().user())
                        .set("groups", Json.array(call.who().groups()));
            case "SelfSubjectRulesReview" ->
                answer.set("status", rbac.rulesReview(call.who(), Json.text(answer, "spec", "namespace")));
            case "SelfSubjectAccessReview" -> decide(call.who(), answer);
            default -> {
                JsonNode spec = answer.path("spec");
                decide(Identity.of(Json.text(spec, "user"), List.copyOf(Json.texts(spec, "groups"))), answer);
            }
        }
        call.answer(201, answer);
    }

    private void decide(Identity who, ObjectNode review) {
        boolean allowed = rbac.allows(who, access(review.path("spec")));
        ObjectNode status = review.putObject("status").put("allowed", allowed);
        if (!allowed) {
            status.put("reason", "no RBAC policy matched");
        }
    }

    private static Access access(JsonNode spec) {
        JsonNode path = spec.path("nonResourceAttributes");
        if (path.isObject()) {
            return Access.toPath(Json.text(path, "verb"), Json.text(path, "path"));
        }
        JsonNode wish = spec.path("resourceAttributes");
        String sub = Json.text(wish, "subresource");
        String resource = Json.text(wish, "resource") + (sub.isEmpty() ? "" : "/" + sub);
        return new Access(
                Json.text(wish, "verb"),
                Json.text(wish, "group"),
                resource,
                Json.text(wish, "namespace"),
                Json.text(wish, "name"),
                "");
    }
}
