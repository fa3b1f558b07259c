package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.object.Budgets;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What live kubelets do with pods: start them, let those of Jobs end, stop those that are deleted.
 *
 * <p>Annotations steer a pod: {@code sandbox.burstlease.io/run-seconds}, {@code /exit-code}, {@code /message} and
 * {@code /log} for one that ends, {@code /ready: "false"} for one that never becomes ready, {@code /stop-seconds} for
 * one that stops slowly.
 */
final class PodRunner implements Controller {

    private static final String NOTE = "sandbox.burstlease.io/";

    private final ClusterView view;
    private final Kubelets kubelets;
    private final NodeReport report;
    private final PodAddresses addresses;
    private final Duration startDelay;
    private final Map<String, Instant> since = new HashMap<>();

    PodRunner(ClusterView view, Kubelets kubelets, PodAddresses addresses, Duration startDelay) {
        this.view = view.as("kubelet");
        this.kubelets = kubelets;
        this.report = new NodeReport(view);
        this.addresses = addresses;
        this.startDelay = startDelay;
    }

    @Override
    public void reconcile() {
        Set<String> seen = view.items("pods").stream()
                .map(pod -> Json.text(pod, "metadata", "uid"))
                .collect(Collectors.toSet());
        since.keySet().retainAll(seen);
        for (String name : kubelets.names()) {
            ObjectNode node = view.find("nodes", "", name);
            if (node != null) {
                view.podsOn(name).forEach(pod -> attend(pod, node));
            }
        }
    }

    private void attend(ObjectNode pod, ObjectNode node) {
        if (Json.deleting(pod)) {
            stop(pod);
            return;
        }
        Instant first = since.computeIfAbsent(Json.text(pod, "metadata", "uid"), uid -> view.now());
        boolean due = !first.plus(startDelay).isAfter(view.now());
        switch (Json.text(pod, "status", "phase")) {
            case "Pending" -> {
                boolean network = Json.flag(pod, "spec", "hostNetwork") || report.networkReady(Json.name(node));
                if (due && network) {
                    start(pod, node);
                }
            }
            case "Running" -> {
                revive(pod);
                finish(pod);
            }
            default -> {}
        }
    }

    private static String note(ObjectNode pod, String name) {
        return Json.text(pod, "metadata", "annotations", NOTE + name);
    }

    private static Duration seconds(ObjectNode pod, String name, long otherwise) {
        String text = note(pod, name);
        return Duration.ofSeconds(text.matches("\\d{1,6}") ? Long.parseLong(text) : otherwise);
    }

    private void stop(ObjectNode pod) {
        Instant deadline = Moments.parse(Json.text(pod, "metadata", "deletionTimestamp"));
        long grace = Json.number(pod, "metadata", "deletionGracePeriodSeconds");
        Instant asked = deadline == null ? view.now() : deadline.minusSeconds(grace);
        Duration takes = seconds(pod, "stop-seconds", 1);
        Duration within = takes.toSeconds() > grace ? Duration.ofSeconds(grace) : takes;
        if (!asked.plus(within).isAfter(view.now())) {
            view.deleteNow("pods", pod);
        }
    }

    private void start(ObjectNode pod, ObjectNode node) {
        boolean ready = !note(pod, "ready").equals("false");
        String address = addresses.address(pod, node);
        String now = Moments.seconds(view.now());
        view.status("pods", pod, status -> {
            status.put("phase", "Running").put("startTime", now);
            status.put("hostIP", PodAddresses.hostAddress(node)).put("podIP", address);
            status.putArray("podIPs").add(Json.of("ip", address));
            view.condition(status, "PodScheduled", "True", "", "");
            view.condition(status, "Initialized", "True", "", "");
            view.condition(status, "PodReadyToStartContainers", "True", "", "");
            view.condition(status, "ContainersReady", ready ? "True" : "False", "", "");
            view.condition(status, "Ready", ready ? "True" : "False", "", "");
            containers(pod, status, "running", Json.of("startedAt", now), ready);
        });
        view.event(pod, "Normal", "Started", "Started containers");
    }

    private static void containers(ObjectNode pod, ObjectNode status, String state, ObjectNode detail, boolean ready) {
        var statuses = Json.array();
        Json.objects(pod, "spec", "containers").forEach(container -> {
            ObjectNode one = Json.of("name", Json.text(container, "name"), "image", Json.text(container, "image"));
            one.put("imageID", Json.text(container, "image"))
                    .put("ready", ready)
                    .put("started", ready);
            one.put("restartCount", 0).put("containerID", "containerd://" + Json.text(pod, "metadata", "uid"));
            Json.child(one, "state").set(state, detail.deepCopy());
            one.putObject("lastState");
            statuses.add(one);
        });
        status.set("containerStatuses", statuses);
    }

    /** A kubelet that speaks again says again that its pods are ready. */
    private void revive(ObjectNode pod) {
        boolean wanted = !note(pod, "ready").equals("false");
        if (wanted && !Budgets.ready(pod)) {
            view.status("pods", pod, status -> view.condition(status, "Ready", "True", "", ""));
        }
    }

    private void finish(ObjectNode pod) {
        if (Json.text(pod, "spec", "restartPolicy").equals("Always") || Budgets.ended(pod)) {
            return;
        }
        Instant started = Moments.parse(Json.text(pod, "status", "startTime"));
        Duration runs = seconds(pod, "run-seconds", 2);
        if (started == null || started.plus(runs).isAfter(view.now())) {
            return;
        }
        String code = note(pod, "exit-code");
        int exit = code.matches("\\d{1,3}") ? Integer.parseInt(code) : 0;
        ObjectNode ended = Json.of("reason", exit == 0 ? "Completed" : "Error");
        ended.put("exitCode", exit).put("message", note(pod, "message"));
        ended.put("startedAt", Moments.seconds(started)).put("finishedAt", Moments.seconds(view.now()));
        view.status("pods", pod, status -> {
            status.put("phase", exit == 0 ? "Succeeded" : "Failed");
            String why = exit == 0 ? "PodCompleted" : "ContainersNotReady";
            view.condition(status, "Ready", "False", why, "");
            view.condition(status, "ContainersReady", "False", why, "");
            containers(pod, status, "terminated", ended, false);
        });
    }
}
