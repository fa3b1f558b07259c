package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.Budgets;
import io.burstlease.sandbox.cluster.object.Names;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** One pod of each DaemonSet on each node that its template admits. */
final class DaemonSets implements Controller {

    private static final String HASH = "controller-revision-hash";
    private static final String RESOURCE = "daemonsets.apps";

    private final ClusterView view;

    DaemonSets(ClusterView view) {
        this.view = view.as("daemonset-controller");
    }

    @Override
    public void reconcile() {
        List<ObjectNode> pods = view.items("pods");
        List<ObjectNode> nodes = view.items("nodes");
        for (ObjectNode set : view.items(RESOURCE)) {
            if (!Json.deleting(set)) {
                new Round(set, nodes, pods).run();
            }
        }
    }

    /** One look at one DaemonSet. */
    private final class Round {

        private final ObjectNode set;
        private final ObjectNode template;
        private final List<ObjectNode> nodes;
        private final Map<String, List<ObjectNode>> mine;
        private final String hash;
        private int desired;
        private int misplaced;

        Round(ObjectNode set, List<ObjectNode> nodes, List<ObjectNode> pods) {
            this.set = set;
            this.nodes = nodes;
            this.template = podTemplate(set);
            this.hash = Names.hash(Json.at(set, "spec", "template").toString());
            this.mine = pods.stream()
                    .filter(pod -> ClusterView.controlledBy(pod, set))
                    .collect(Collectors.groupingBy(DaemonSets::nodeOf));
        }

        void run() {
            List<ObjectNode> outdated = new ArrayList<>();
            for (ObjectNode node : nodes) {
                List<ObjectNode> there = mine.getOrDefault(Json.name(node), List.of());
                boolean selected = Placement.selects(template, node);
                boolean wanted = selected && Placement.tolerates(template, node, Set.of("NoSchedule", "NoExecute"));
                boolean stays = selected && Placement.tolerates(template, node, Set.of("NoExecute"));
                desired += wanted ? 1 : 0;
                misplaced += !wanted && !there.isEmpty() ? 1 : 0;
                if (!stays) {
                    there.forEach(this::drop);
                } else if (there.isEmpty() && wanted) {
                    place(Json.name(node));
                }
                there.stream().filter(Budgets::ended).forEach(this::drop);
                there.stream().filter(pod -> !current(pod)).forEach(outdated::add);
            }
            roll(outdated);
            report();
        }

        private boolean current(ObjectNode pod) {
            return hash.equals(Json.labels(pod).get(HASH));
        }

        private void drop(ObjectNode pod) {
            if (!Json.deleting(pod)) {
                view.delete("pods", pod);
            }
        }

        private void place(String node) {
            ObjectNode pod = Json.object();
            ObjectNode meta = Json.meta(pod);
            meta.put("generateName", Json.name(set) + "-");
            ObjectNode labels = meta.putObject("labels");
            Json.map(set, "spec", "template", "metadata", "labels").forEach(labels::put);
            labels.put(HASH, hash).put("pod-template-generation", "1");
            if (Json.at(set, "spec", "template", "metadata", "annotations") instanceof ObjectNode notes) {
                meta.set("annotations", notes.deepCopy());
            }
            meta.putArray("ownerReferences").add(ClusterView.controllerReference(set));
            ObjectNode spec = template.deepCopy();
            pin(spec, node);
            pod.set("spec", spec);
            view.create("pods", Json.namespace(set), pod)
                    .ifPresent(
                            made -> view.event(set, "Normal", "SuccessfulCreate", "Created pod: " + Json.name(made)));
        }

        /** Pods of an old template go a few at a time, once the others are ready. */
        private void roll(List<ObjectNode> outdated) {
            boolean rolling = Json.text(set, "spec", "updateStrategy", "type").equals("RollingUpdate");
            if (!rolling || outdated.isEmpty()) {
                return;
            }
            long most = Math.max(1, Json.number(set, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable"));
            long missing = desired
                    - all().filter(Budgets::ready)
                            .filter(pod -> !Json.deleting(pod))
                            .count();
            outdated.stream().filter(pod -> !Budgets.ready(pod)).forEach(this::drop);
            outdated.stream()
                    .filter(pod -> Budgets.ready(pod) && !Json.deleting(pod))
                    .limit(Math.max(0, most - missing))
                    .forEach(this::drop);
        }

        private Stream<ObjectNode> all() {
            return mine.values().stream().flatMap(List::stream);
        }

        private void report() {
            int scheduled =
                    (int) mine.values().stream().filter(each -> !each.isEmpty()).count() - misplaced;
            int ready = (int) all().filter(Budgets::ready).count();
            int updated = (int) all().filter(this::current).count();
            view.status(RESOURCE, set, status -> {
                status.put("currentNumberScheduled", Math.max(0, scheduled));
                status.put("desiredNumberScheduled", desired);
                status.put("numberMisscheduled", misplaced);
                status.put("numberReady", ready).put("numberAvailable", ready);
                status.put("numberUnavailable", Math.max(0, desired - ready));
                status.put("updatedNumberScheduled", updated);
                status.put("observedGeneration", (int) Json.number(set, "metadata", "generation"));
            });
        }
    }

    /** The node a pod stands on, or is pinned to while it waits. */
    private static String nodeOf(ObjectNode pod) {
        String bound = Json.text(pod, "spec", "nodeName");
        if (!bound.isEmpty()) {
            return bound;
        }
        return Json.objects(
                        pod,
                        "spec",
                        "affinity",
                        "nodeAffinity",
                        "requiredDuringSchedulingIgnoredDuringExecution",
                        "nodeSelectorTerms")
                .flatMap(term -> Json.objects(term, "matchFields"))
                .flatMap(field -> Json.texts(field, "values").stream())
                .findFirst()
                .orElse("");
    }

    /** The template's spec with the tolerations every DaemonSet pod gets. */
    private static ObjectNode podTemplate(ObjectNode set) {
        ObjectNode spec = Json.child(set.deepCopy(), "spec", "template", "spec");
        var tolerations = Json.list(spec, "tolerations");
        for (String condition : List.of("not-ready", "unreachable")) {
            tolerations.add(toleration(condition, "NoExecute"));
        }
        for (String condition : List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable")) {
            tolerations.add(toleration(condition, "NoSchedule"));
        }
        if (Json.flag(spec, "hostNetwork")) {
            tolerations.add(toleration("network-unavailable", "NoSchedule"));
        }
        return spec;
    }

    private static ObjectNode toleration(String condition, String effect) {
        return Json.of("key", "node.kubernetes.io/" + condition, "operator", "Exists", "effect", effect);
    }

    private static void pin(ObjectNode spec, String node) {
        ObjectNode field = Json.of("key", "metadata.name", "operator", "In");
        field.set("values", Json.array(node));
        ObjectNode term = Json.object();
        term.putArray("matchFields").add(field);
        Json.child(spec, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
                .set("nodeSelectorTerms", Json.array().add(term));
    }
}
