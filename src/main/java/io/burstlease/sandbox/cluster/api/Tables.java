package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The columns that kubectl shows for each kind. */
final class Tables {

    private final Clock clock;

    Tables(Clock clock) {
        this.clock = clock;
    }

    /** One column: its name, whether only a wide output shows it, and how a cell is read. */
    private record Column(String name, boolean wide, Function<ObjectNode, String> cell) {}

    /** The columns of a kind. */
    record Layout(List<Column> columns) {

        ArrayNode definitions() {
            ArrayNode all = Json.array();
            for (Column column : columns) {
                ObjectNode one = Json.of("name", column.name(), "type", "string");
                one.put("format", column.name().equals("Name") ? "name" : "").put("description", column.name());
                all.add(one.put("priority", column.wide() ? 1 : 0));
            }
            return all;
        }

        ArrayNode cells(ObjectNode object) {
            return Json.array(
                    columns.stream().map(column -> column.cell().apply(object)).toList());
        }
    }

    Layout layout(Kind kind) {
        List<Column> columns = new ArrayList<>();
        columns.add(column("Name", Json::name));
        columns.addAll(
                switch (kind.resource()) {
                    case "nodes" -> nodes();
                    case "pods" -> pods();
                    case "daemonsets.apps" -> daemonSets();
                    case "deployments.apps" -> deployments();
                    case "jobs.batch" -> jobs();
                    default -> small(kind);
                });
        columns.add(column("Age", object -> age(Json.text(object, "metadata", "creationTimestamp"))));
        if (kind.is("nodes") || kind.is("pods")) {
            columns.addAll(kind.is("nodes") ? nodesAfterAge() : widePods());
        }
        return new Layout(columns);
    }

    private static Column column(String name, Function<ObjectNode, String> cell) {
        return new Column(name, false, cell);
    }

    private static Column wide(String name, Function<ObjectNode, String> cell) {
        return new Column(name, true, cell);
    }

    private static Column at(String name, String... path) {
        return column(name, object -> {
            JsonNode found = Json.at(object, path);
            return found.isMissingNode() || found.isNull() ? "<none>" : found.asString("<none>");
        });
    }

    private static Column count(String name, String... path) {
        return column(name, object -> Long.toString(Json.number(object, path)));
    }

    private static List<Column> small(Kind kind) {
        return switch (kind.resource()) {
            case "namespaces" -> List.of(at("Status", "status", "phase"));
            case "secrets" ->
                List.of(
                        at("Type", "type"),
                        column("Data", each -> "" + each.path("data").size()));
            case "configmaps" ->
                List.of(column("Data", each -> "" + each.path("data").size()));
            case "services" -> List.of(at("Type", "spec", "type"), at("Cluster-IP", "spec", "clusterIP"));
            case "leases.coordination.k8s.io" -> List.of(at("Holder", "spec", "holderIdentity"));
            case "poddisruptionbudgets.policy" ->
                List.of(
                        at("Min Available", "spec", "minAvailable"),
                        at("Max Unavailable", "spec", "maxUnavailable"),
                        count("Allowed Disruptions", "status", "disruptionsAllowed"));
            case "certificatesigningrequests.certificates.k8s.io" ->
                List.of(
                        at("SignerName", "spec", "signerName"),
                        at("Requestor", "spec", "username"),
                        column("Condition", Tables::requestState));
            case "events" ->
                List.of(
                        at("Type", "type"),
                        at("Reason", "reason"),
                        column(
                                "Object",
                                each -> Json.text(each, "involvedObject", "kind") + "/"
                                        + Json.text(each, "involvedObject", "name")),
                        at("Message", "message"));
            case "replicasets.apps" ->
                List.of(
                        count("Desired", "spec", "replicas"),
                        count("Current", "status", "replicas"),
                        count("Ready", "status", "readyReplicas"));
            default -> List.of();
        };
    }

    private static String requestState(ObjectNode request) {
        String conditions = Json.objects(request, "status", "conditions")
                .map(each -> Json.text(each, "type"))
                .collect(Collectors.joining(","));
        boolean issued = !Json.text(request, "status", "certificate").isEmpty();
        return (conditions.isEmpty() ? "Pending" : conditions) + (issued ? ",Issued" : "");
    }

    private static List<Column> nodes() {
        return List.of(column("Status", Tables::nodeStatus), column("Roles", Tables::roles));
    }

    private static String nodeStatus(ObjectNode node) {
        String ready = Json.objects(node, "status", "conditions")
                .filter(each -> Json.text(each, "type").equals("Ready"))
                .map(each -> Json.text(each, "status"))
                .findFirst()
                .orElse("Unknown");
        String shown = switch (ready) {
            case "True" -> "Ready";
            case "False" -> "NotReady";
            default -> "Unknown";
        };
        return shown + (Json.flag(node, "spec", "unschedulable") ? ",SchedulingDisabled" : "");
    }

    private static String roles(ObjectNode node) {
        String prefix = "node-role.kubernetes.io/";
        String roles = Json.labels(node).keySet().stream()
                .filter(label -> label.startsWith(prefix))
                .map(label -> label.substring(prefix.length()))
                .collect(Collectors.joining(","));
        return roles.isEmpty() ? "<none>" : roles;
    }

    private static List<Column> nodesAfterAge() {
        return List.of(
                at("Version", "status", "nodeInfo", "kubeletVersion"),
                wide("Internal-IP", node -> address(node, "InternalIP")),
                wide("External-IP", node -> address(node, "ExternalIP")),
                wide("OS-Image", node -> Json.text(node, "status", "nodeInfo", "osImage")),
                wide("Kernel-Version", node -> Json.text(node, "status", "nodeInfo", "kernelVersion")),
                wide("Container-Runtime", node -> Json.text(node, "status", "nodeInfo", "containerRuntimeVersion")));
    }

    private static String address(ObjectNode node, String type) {
        return Json.objects(node, "status", "addresses")
                .filter(each -> Json.text(each, "type").equals(type))
                .map(each -> Json.text(each, "address"))
                .findFirst()
                .orElse("<none>");
    }

    private static List<Column> pods() {
        return List.of(
                column("Ready", Tables::podReady), column("Status", Tables::podStatus), column("Restarts", pod -> "0"));
    }

    private static String podReady(ObjectNode pod) {
        long ready = Json.objects(pod, "status", "containerStatuses")
                .filter(each -> Json.flag(each, "ready"))
                .count();
        return ready + "/" + Json.at(pod, "spec", "containers").size();
    }

    private static String podStatus(ObjectNode pod) {
        if (Json.deleting(pod)) {
            return "Terminating";
        }
        String phase = Json.text(pod, "status", "phase");
        return phase.equals("Succeeded") ? "Completed" : phase;
    }

    private static List<Column> widePods() {
        return List.of(
                wide("IP", pod -> orNone(Json.text(pod, "status", "podIP"))),
                wide("Node", pod -> orNone(Json.text(pod, "spec", "nodeName"))));
    }

    private static List<Column> daemonSets() {
        return List.of(
                count("Desired", "status", "desiredNumberScheduled"),
                count("Current", "status", "currentNumberScheduled"),
                count("Ready", "status", "numberReady"),
                count("Up-to-date", "status", "updatedNumberScheduled"),
                count("Available", "status", "numberAvailable"),
                column("Node Selector", set -> {
                    var selector = Json.map(set, "spec", "template", "spec", "nodeSelector");
                    return selector.isEmpty()
                            ? "<none>"
                            : selector.entrySet().stream()
                                    .map(each -> each.getKey() + "=" + each.getValue())
                                    .collect(Collectors.joining(","));
                }));
    }

    private static List<Column> deployments() {
        return List.of(
                column(
                        "Ready",
                        each -> Json.number(each, "status", "readyReplicas") + "/"
                                + Json.number(each, "spec", "replicas")),
                count("Up-to-date", "status", "updatedReplicas"),
                count("Available", "status", "availableReplicas"));
    }

    private static List<Column> jobs() {
        return List.of(
                column(
                        "Status",
                        job -> Json.objects(job, "status", "conditions")
                                .map(each -> Json.text(each, "type"))
                                .reduce((first, last) -> last)
                                .orElse("Running")),
                column(
                        "Completions",
                        job -> Json.number(job, "status", "succeeded") + "/"
                                + Json.number(job, "spec", "completions")));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "<none>" : text;
    }

    private String age(String since) {
        Instant start = Moments.parse(since);
        if (start == null) {
            return "<unknown>";
        }
        Duration age = Duration.between(start, clock.instant());
        if (age.toMinutes() < 2) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        }
        return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
