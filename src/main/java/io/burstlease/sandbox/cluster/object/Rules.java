package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of single kinds that clients meet in practice. */
final class Rules {

    private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private final Kind kind;
    private final Validation found;

    private Rules(Kind kind, Validation found) {
        this.kind = kind;
        this.found = found;
    }

    static Rules of(Kind kind, Validation found) {
        return new Rules(kind, found);
    }

    void check(ObjectNode object, @Nullable ObjectNode before) {
        switch (kind.resource()) {
            case "nodes" -> node(object, before);
            case "pods" -> pod(object, before);
            case "daemonsets.apps", "deployments.apps", "replicasets.apps" -> workload(object, before);
            case "jobs.batch" -> job(object, before);
            case "secrets" -> data(object, before, "type");
            case "configmaps" -> data(object, before, "");
            case "rolebindings.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io" -> {
                if (before != null) {
                    found.immutable("roleRef", before.path("roleRef"), object.path("roleRef"));
                }
            }
            case "certificatesigningrequests.certificates.k8s.io" -> request(object);
            case "poddisruptionbudgets.policy" -> budget(object);
            default -> {}
        }
    }

    private void node(ObjectNode node, @Nullable ObjectNode before) {
        Set<String> seen = new HashSet<>();
        List<ObjectNode> taints = Json.objects(node, "spec", "taints").toList();
        for (int i = 0; i < taints.size(); i++) {
            String field = "spec.taints[" + i + "]";
            ObjectNode taint = taints.get(i);
            String effect = Json.text(taint, "effect");
            if (Json.text(taint, "key").isEmpty()) {
                found.required(field + ".key", "");
            }
            if (!EFFECTS.contains(effect)) {
                found.unsupported(field + ".effect", effect, "\"NoSchedule\", \"PreferNoSchedule\", \"NoExecute\"");
            }
            if (!seen.add(Json.text(taint, "key") + ":" + effect)) {
                found.invalid(field, Json.text(taint, "key"), "taints must be unique by key and effect pair");
            }
        }
        String was = before == null ? "" : Json.text(before, "spec", "providerID");
        if (!was.isEmpty() && !was.equals(Json.text(node, "spec", "providerID"))) {
            found.forbidden("spec.providerID", "node updates may not change providerID except from \"\" to valid");
        }
    }

    private void pod(ObjectNode pod, @Nullable ObjectNode before) {
        podSpec("spec", pod.path("spec"));
        if (before == null) {
            return;
        }
        JsonNode was = frozen(before);
        if (!was.equals(frozen(pod))) {
            found.forbidden(
                    "spec",
                    "pod updates may not change fields other than `spec.containers[*].image`,"
                            + " `spec.initContainers[*].image`, `spec.activeDeadlineSeconds`, `spec.tolerations` (only"
                            + " additions to existing tolerations), `spec.terminationGracePeriodSeconds` (allow it to"
                            + " be set to 1 if it was previously negative)");
        }
    }

    /** The part of a pod's spec that never changes; its node is set once, by the binding. */
    private static JsonNode frozen(ObjectNode pod) {
        ObjectNode spec = Json.child(pod.deepCopy(), "spec");
        spec.remove(List.of("tolerations", "activeDeadlineSeconds", "nodeName", "schedulingGates"));
        for (String list : List.of("containers", "initContainers")) {
            Json.objects(spec, list).forEach(container -> container.remove("image"));
        }
        return spec;
    }

    private void podSpec(String at, JsonNode spec) {
        List<ObjectNode> containers = Json.objects(spec, "containers").toList();
        if (containers.isEmpty()) {
            found.required(at + ".containers", "");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            String field = at + ".containers[" + i + "]";
            String name = Json.text(containers.get(i), "name");
            if (name.isEmpty()) {
                found.required(field + ".name", "");
            } else if (!names.add(name)) {
                found.invalid(field + ".name", name, "Duplicate value");
            }
            if (Json.text(containers.get(i), "image").isEmpty()) {
                found.required(field + ".image", "");
            }
        }
    }

    private void workload(ObjectNode object, @Nullable ObjectNode before) {
        JsonNode selector = Json.at(object, "spec", "selector");
        Map<String, String> labels = Json.map(object, "spec", "template", "metadata", "labels");
        if (selector.isEmpty()) {
            found.required("spec.selector", "");
        } else if (!LabelSelector.of(selector).matches(labels)) {
            found.invalid(
                    "spec.template.metadata.labels", labels.toString(), "`selector` does not match template `labels`");
        }
        podSpec("spec.template.spec", Json.at(object, "spec", "template", "spec"));
        if (before != null) {
            found.immutable("spec.selector", Json.at(before, "spec", "selector"), selector);
        }
    }

    private void job(ObjectNode job, @Nullable ObjectNode before) {
        podSpec("spec.template.spec", Json.at(job, "spec", "template", "spec"));
        String restart = Json.text(job, "spec", "template", "spec", "restartPolicy");
        if (!restart.equals("OnFailure") && !restart.equals("Never")) {
            if (restart.isEmpty()) {
                found.required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
            } else {
                found.unsupported("spec.template.spec.restartPolicy", restart, "\"OnFailure\", \"Never\"");
            }
        }
        if (before != null) {
            for (String field : List.of("completions", "selector", "template")) {
                found.immutable("spec." + field, Json.at(before, "spec", field), Json.at(job, "spec", field));
            }
        }
    }

    private void data(ObjectNode object, @Nullable ObjectNode before, String fixed) {
        if (before == null) {
            return;
        }
        if (!fixed.isEmpty()) {
            found.immutable(fixed, before.path(fixed), object.path(fixed));
        }
        if (Json.flag(before, "immutable") && !before.path("data").equals(object.path("data"))) {
            found.forbidden("data", "field is immutable when `immutable` is set");
        }
    }

    private void request(ObjectNode request) {
        if (Json.text(request, "spec", "request").isEmpty()) {
            found.invalid("spec.request", "", "PEM block type must be CERTIFICATE REQUEST");
        }
        if (Json.text(request, "spec", "signerName").isEmpty()) {
            found.required("spec.signerName", "");
        }
        if (Json.texts(request, "spec", "usages").isEmpty()) {
            found.required("spec.usages", "");
        }
    }

    private void budget(ObjectNode budget) {
        JsonNode spec = budget.path("spec");
        if (spec.hasNonNull("minAvailable") && spec.hasNonNull("maxUnavailable")) {
            found.invalid("spec", "", "minAvailable and maxUnavailable cannot be both set");
        }
    }
}
