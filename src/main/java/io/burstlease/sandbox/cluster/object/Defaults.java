package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server fills in where a client is silent, as far as anything reads it. */
final class Defaults {

    private static final List<String> EMPTY_IS_ABSENT =
            List.of("labels", "annotations", "finalizers", "ownerReferences");

    private static final List<String> NODE_INFO = List.of(
            "architecture",
            "bootID",
            "containerRuntimeVersion",
            "kernelVersion",
            "kubeProxyVersion",
            "kubeletVersion",
            "machineID",
            "operatingSystem",
            "osImage",
            "systemUUID");

    private Defaults() {}

    /** On every write of the main resource. */
    static void fill(Kind kind, ObjectNode object) {
        ObjectNode meta = Json.meta(object);
        EMPTY_IS_ABSENT.stream().filter(field -> meta.path(field).isEmpty()).forEach(meta::remove);
        switch (kind.resource()) {
            case "pods" -> podSpec(Json.child(object, "spec"), "Always");
            case "secrets" -> secret(object);
            case "daemonsets.apps" -> daemonSet(Json.child(object, "spec"));
            case "deployments.apps", "replicasets.apps", "statefulsets.apps" ->
                scaled(kind, Json.child(object, "spec"));
            case "jobs.batch" -> job(object);
            case "services" -> service(Json.child(object, "spec"));
            default -> {}
        }
    }

    /** Only when the object is made. */
    static void fillNew(Kind kind, ObjectNode object) {
        switch (kind.resource()) {
            case "namespaces" -> {
                Json.child(object, "metadata", "labels").put("kubernetes.io/metadata.name", Json.name(object));
                Json.child(object, "spec").set("finalizers", Json.array("kubernetes"));
                Json.child(object, "status").put("phase", "Active");
            }
            case "nodes" -> newNode(object);
            case "pods" -> newPod(object);
            default -> {}
        }
    }

    private static void newNode(ObjectNode node) {
        ObjectNode kubelet = Json.child(node, "status", "daemonEndpoints", "kubeletEndpoint");
        whole(kubelet, "Port", 0);
        ObjectNode info = Json.child(node, "status", "nodeInfo");
        NODE_INFO.forEach(field -> text(info, field, ""));
        addTaint(node, "node.kubernetes.io/not-ready", "NoSchedule");
    }

    private static void addTaint(ObjectNode node, String key, String effect) {
        boolean ready = Json.objects(node, "status", "conditions")
                .anyMatch(each -> Json.text(each, "type").equals("Ready")
                        && Json.text(each, "status").equals("True"));
        boolean there = Json.objects(node, "spec", "taints")
                .anyMatch(taint -> Json.text(taint, "key").equals(key));
        if (!there && !ready) {
            Json.list(Json.child(node, "spec"), "taints").add(Json.of("key", key, "effect", effect));
        }
    }

    private static void newPod(ObjectNode pod) {
        ObjectNode spec = Json.child(pod, "spec");
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
        ObjectNode status = pod.putObject("status");
        status.put("phase", "Pending");
        status.put("qosClass", "BestEffort");
    }

    private static void tolerate(ObjectNode spec, String key) {
        boolean tolerated = Json.objects(spec, "tolerations").anyMatch(each -> {
            String effect = Json.text(each, "effect");
            boolean fits =
                    Json.text(each, "key").equals(key) || Json.text(each, "key").isEmpty();
            return fits && (effect.isEmpty() || effect.equals("NoExecute"));
        });
        if (!tolerated) {
            ObjectNode toleration = Json.of("key", key, "operator", "Exists", "effect", "NoExecute");
            Json.list(spec, "tolerations").add(toleration.put("tolerationSeconds", 300));
        }
    }

    private static void secret(ObjectNode secret) {
        text(secret, "type", "Opaque");
        JsonNode plain = secret.remove("stringData");
        if (plain != null) {
            ObjectNode data = Json.child(secret, "data");
            Json.map(plain).forEach((key, value) -> data.put(key, encoded(value)));
        }
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static void daemonSet(ObjectNode spec) {
        ObjectNode strategy = Json.child(spec, "updateStrategy");
        text(strategy, "type", "RollingUpdate");
        if (Json.text(strategy, "type").equals("RollingUpdate")) {
            ObjectNode rolling = Json.child(strategy, "rollingUpdate");
            whole(rolling, "maxUnavailable", 1);
            whole(rolling, "maxSurge", 0);
        }
        whole(spec, "revisionHistoryLimit", 10);
        template(spec, "Always");
    }

    private static void scaled(Kind kind, ObjectNode spec) {
        whole(spec, "replicas", 1);
        if (kind.is("deployments.apps")) {
            text(Json.child(spec, "strategy"), "type", "RollingUpdate");
        }
        template(spec, "Always");
    }

    private static void job(ObjectNode job) {
        ObjectNode spec = Json.child(job, "spec");
        whole(spec, "parallelism", 1);
        if (!spec.has("completions") && Json.number(spec, "parallelism") <= 1) {
            spec.put("completions", 1);
        }
        whole(spec, "backoffLimit", 6);
        text(spec, "completionMode", "NonIndexed");
        if (!spec.has("suspend")) {
            spec.put("suspend", false);
        }
        String uid = Json.text(job, "metadata", "uid");
        if (!uid.isEmpty() && !spec.has("selector")) {
            Json.child(spec, "selector", "matchLabels").put("batch.kubernetes.io/controller-uid", uid);
            ObjectNode labels = Json.child(spec, "template", "metadata", "labels");
            labels.put("batch.kubernetes.io/controller-uid", uid).put("controller-uid", uid);
            labels.put("batch.kubernetes.io/job-name", Json.name(job)).put("job-name", Json.name(job));
        }
        template(spec, "");
    }

    private static void service(ObjectNode spec) {
        text(spec, "type", "ClusterIP");
        text(spec, "sessionAffinity", "None");
        if (!Json.text(spec, "type").equals("ExternalName") && !spec.has("clusterIP")) {
            int number = Math.floorMod(spec.toString().hashCode(), 4000) + 16;
            String address = "172.21." + number / 256 + "." + number % 256;
            spec.put("clusterIP", address).set("clusterIPs", Json.array(address));
        }
        Json.objects(spec, "ports").forEach(port -> {
            text(port, "protocol", "TCP");
            if (!port.has("targetPort")) {
                port.set("targetPort", port.path("port"));
            }
        });
    }

    private static void template(ObjectNode spec, String restartPolicy) {
        if (spec.path("template").isObject()) {
            podSpec(Json.child(spec, "template", "spec"), restartPolicy);
        }
    }

    private static void podSpec(ObjectNode spec, String restartPolicy) {
        if (!restartPolicy.isEmpty()) {
            text(spec, "restartPolicy", restartPolicy);
        }
        text(spec, "dnsPolicy", "ClusterFirst");
        text(spec, "schedulerName", "default-scheduler");
        whole(spec, "terminationGracePeriodSeconds", 30);
        Json.child(spec, "securityContext");
        String account = Json.text(spec, "serviceAccount");
        text(spec, "serviceAccountName", account.isEmpty() ? "default" : account);
        spec.put("serviceAccount", Json.text(spec, "serviceAccountName"));
        for (String list : List.of("initContainers", "containers")) {
            Json.objects(spec, list).forEach(Defaults::container);
        }
    }

    private static void container(ObjectNode container) {
        String image = Json.text(container, "image");
        boolean moving = image.endsWith(":latest")
                || !image.substring(image.lastIndexOf('/') + 1).contains(":");
        text(container, "imagePullPolicy", moving ? "Always" : "IfNotPresent");
        text(container, "terminationMessagePath", "/dev/termination-log");
        text(container, "terminationMessagePolicy", "File");
        ObjectNode resources = Json.child(container, "resources");
        if (resources.get("limits") instanceof ObjectNode limits) {
            ObjectNode requests = Json.child(resources, "requests");
            limits.properties().stream()
                    .filter(limit -> !requests.has(limit.getKey()))
                    .toList()
                    .forEach(limit -> requests.set(limit.getKey(), limit.getValue()));
        }
        if (container.get("ports") instanceof ArrayNode ports) {
            Json.objects(ports).forEach(port -> text(port, "protocol", "TCP"));
        }
    }

    private static void text(ObjectNode node, String name, String value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }

    private static void whole(ObjectNode node, String name, int value) {
        if (!node.hasNonNull(name)) {
            node.put(name, value);
        }
    }
}
