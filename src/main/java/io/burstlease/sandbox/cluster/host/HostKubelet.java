package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.control.Kubelets.Kubelet;
import io.burstlease.sandbox.cluster.control.NodeReport;
import io.burstlease.sandbox.cluster.host.UserData.JoinConfiguration;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Moments;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The kubelet of a joined host, speaking to the API server with its own certificate. */
final class HostKubelet implements AutoCloseable {

    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";

    private final String node;
    private final ApiConnection api;
    private final NodeReport report;
    private final Clock clock;
    private ObjectNode reported = Json.object();
    private Instant heartbeat = Instant.EPOCH;

    HostKubelet(String node, ApiConnection api, NodeReport report, Clock clock) {
        this.node = node;
        this.api = api;
        this.report = report;
        this.clock = clock;
    }

    /** Makes the Node object, or takes over one of that name, as a kubelet does. */
    void register(CloudHost host, JoinConfiguration config, Kubelet kubelet) throws IOException, InterruptedException {
        ObjectNode fresh = Json.of("apiVersion", "v1", "kind", "Node");
        Json.meta(fresh).put("name", node);
        ObjectNode labels = Json.child(fresh, "metadata", "labels");
        labels.put("kubernetes.io/hostname", node)
                .put("kubernetes.io/arch", "amd64")
                .put("kubernetes.io/os", "linux");
        config.labels().forEach(labels::put);
        ObjectNode spec = fresh.putObject("spec");
        String provider = config.kubeletArgs().getOrDefault("provider-id", "");
        if (!provider.isEmpty()) {
            spec.put("providerID", provider);
        }
        List<ObjectNode> taints = config.allTaints();
        if (!taints.isEmpty()) {
            spec.set("taints", Json.array().addAll(taints));
        }
        ObjectNode status = status(kubelet);
        status.putArray("addresses")
                .add(Json.of("type", "InternalIP", "address", host.privateIp()))
                .add(Json.of("type", "Hostname", "address", node));
        fresh.set("status", status);
        ApiConnection.Answer answer = api.post("/api/v1/nodes", fresh);
        if (answer.code() == 409) {
            adopt(labels, status);
        } else {
            answer.orThrow();
        }
    }

    private void adopt(ObjectNode labels, ObjectNode status) throws IOException, InterruptedException {
        ObjectNode patch = Json.object();
        Json.meta(patch).set("labels", labels);
        api.strategic("/api/v1/nodes/" + node, patch).orThrow();
        ObjectNode state = Json.object();
        state.set("status", status);
        api.strategic("/api/v1/nodes/" + node + "/status", state).orThrow();
    }

    private ObjectNode status(Kubelet kubelet) {
        ObjectNode status = reported.deepCopy();
        report.fill(node, kubelet, status);
        return status;
    }

    /** Posts what changed; renews the lease when it is due. An API server that does not answer is asked again later. */
    void beat(Kubelet kubelet, boolean due) throws IOException, InterruptedException {
        ObjectNode now = status(kubelet);
        if (due || !timeless(now).equals(timeless(reported))) {
            ObjectNode patch = Json.object();
            patch.set("status", now);
            if (api.strategic("/api/v1/nodes/" + node + "/status", patch).ok()) {
                reported = now;
            }
        }
        if (due) {
            renew();
            heartbeat = clock.instant();
        }
    }

    Instant lastHeartbeat() {
        return heartbeat;
    }

    private static JsonNode timeless(ObjectNode status) {
        ObjectNode copy = status.deepCopy();
        Json.objects(copy, "conditions").forEach(each -> each.remove("lastHeartbeatTime"));
        return copy;
    }

    private void renew() throws IOException, InterruptedException {
        ObjectNode lease = Json.object();
        Json.child(lease, "spec")
                .put("holderIdentity", node)
                .put("leaseDurationSeconds", 40)
                .put("renewTime", Moments.micros(clock.instant()));
        if (api.merge(LEASES + "/" + node, lease).code() != 404) {
            return;
        }
        ApiConnection.Answer mine = api.get("/api/v1/nodes/" + node);
        if (!mine.ok()) {
            return;
        }
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        Json.meta(lease).put("name", node).put("namespace", "kube-node-lease");
        ObjectNode owner = Json.of("apiVersion", "v1", "kind", "Node", "name", node);
        owner.put("uid", Json.text(mine.body(), "metadata", "uid"));
        Json.meta(lease).putArray("ownerReferences").add(owner);
        api.post(LEASES, lease);
    }

    @Override
    public void close() {
        api.close();
    }
}
