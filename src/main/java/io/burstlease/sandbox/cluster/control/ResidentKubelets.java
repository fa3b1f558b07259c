package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.control.Kubelets.Kubelet;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the on-premises nodes alive: lease and status, as their kubelets would. */
final class ResidentKubelets implements Controller {

    private static final String LEASES = "leases.coordination.k8s.io";

    private final ClusterView view;
    private final Kubelets kubelets;
    private final NodeReport report;
    private final Duration beat;
    private final Map<String, Instant> renewed = new HashMap<>();

    ResidentKubelets(ClusterView view, Kubelets kubelets, Duration beat) {
        this.view = view.as("kubelet");
        this.kubelets = kubelets;
        this.report = new NodeReport(view);
        this.beat = beat;
    }

    @Override
    public void reconcile() {
        for (String name : kubelets.names()) {
            Kubelet kubelet = kubelets.find(name);
            ObjectNode node = view.find("nodes", "", name);
            if (kubelet == null || !kubelet.resident() || node == null) {
                continue;
            }
            boolean due =
                    !renewed.getOrDefault(name, Instant.MIN).isAfter(view.now().minus(beat));
            boolean changed = report.networkReady(name)
                            != ClusterView.condition(node, "Ready").equals("True")
                    || Json.at(node, "status", "allocatable", "nvidia.com/gpu").isMissingNode();
            if (due || changed) {
                view.status("nodes", node, status -> report.fill(name, kubelet, status));
            }
            if (due) {
                renew(name, node);
                renewed.put(name, view.now());
            }
        }
    }

    private void renew(String name, ObjectNode node) {
        String now = Moments.micros(view.now());
        ObjectNode lease = view.find(LEASES, "kube-node-lease", name);
        if (lease != null) {
            view.change(LEASES, lease, current -> Json.child(current, "spec").put("renewTime", now));
            return;
        }
        ObjectNode fresh = Json.object();
        Json.meta(fresh).put("name", name).put("namespace", "kube-node-lease");
        Json.meta(fresh).putArray("ownerReferences").add(owner(node));
        Json.child(fresh, "spec")
                .put("holderIdentity", name)
                .put("leaseDurationSeconds", 40)
                .put("renewTime", now);
        view.create(LEASES, "kube-node-lease", fresh);
    }

    private static ObjectNode owner(ObjectNode node) {
        ObjectNode reference = Json.of("apiVersion", "v1", "kind", "Node", "name", Json.name(node));
        return reference.put("uid", Json.text(node, "metadata", "uid"));
    }
}
