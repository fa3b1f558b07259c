package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.control.Kubelets.Kubelet;
import io.burstlease.sandbox.cluster.object.Budgets;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Moments;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The node status a kubelet posts: ready once a network component runs there, GPUs once the device plugin does. */
public final class NodeReport {

    private static final List<String> PRESSURES = List.of("MemoryPressure", "DiskPressure", "PIDPressure");
    private static final String GPU = "nvidia.com/gpu";

    private final ClusterView view;

    public NodeReport(ClusterView view) {
        this.view = view.as("kubelet");
    }

    /** A network component (Calico or Terway) is up on the node. */
    boolean networkReady(String node) {
        return view.podsOn(node).stream()
                .anyMatch(pod -> Budgets.ready(pod)
                        && (Json.name(pod).startsWith("calico-node")
                                || Json.name(pod).startsWith("terway")));
    }

    private boolean pluginReady(String node) {
        return view.podsOn(node).stream()
                .anyMatch(pod -> Budgets.ready(pod) && Json.name(pod).startsWith("nvidia-device-plugin"));
    }

    /** Fills in the status of the node; what was there stays where it is not the kubelet's. */
    public void fill(String node, Kubelet kubelet, ObjectNode status) {
        resources(node, kubelet, status);
        ObjectNode info = Json.child(status, "nodeInfo");
        info.put("kubeletVersion", "v1.32.4").put("osImage", "Alibaba Cloud Linux 3 (emulated)");
        info.put("containerRuntimeVersion", "containerd://1.7.27").put("kernelVersion", "5.10.134-18.al8.x86_64");
        info.put("architecture", "amd64").put("operatingSystem", "linux").put("kubeProxyVersion", "v1.32.4");
        for (String empty : List.of("machineID", "systemUUID", "bootID")) {
            info.put(empty, node);
        }
        Json.child(status, "daemonEndpoints", "kubeletEndpoint").put("Port", 10250);
        PRESSURES.forEach(each ->
                view.condition(status, each, "False", "KubeletHasSufficient" + each, "kubelet has no pressure"));
        if (networkReady(node)) {
            view.condition(status, "Ready", "True", "KubeletReady", "kubelet is posting ready status");
        } else {
            view.condition(
                    status,
                    "Ready",
                    "False",
                    "KubeletNotReady",
                    "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady"
                            + " message:Network plugin returns error: cni plugin not initialized");
        }
        String now = Moments.seconds(view.now());
        Json.objects(status, "conditions").forEach(each -> each.put("lastHeartbeatTime", now));
    }

    private void resources(String node, Kubelet kubelet, ObjectNode status) {
        boolean plugin = pluginReady(node);
        for (String list : List.of("capacity", "allocatable")) {
            ObjectNode amounts = Json.child(status, list);
            amounts.put("cpu", Integer.toString(kubelet.cpus()));
            amounts.put("memory", kubelet.memoryGib() + "Gi").put("pods", "110");
            amounts.put("ephemeral-storage", "480Gi").put("hugepages-2Mi", "0");
            if (plugin && kubelet.gpus() > 0) {
                amounts.put(GPU, Integer.toString(kubelet.gpus()));
            } else if (amounts.has(GPU)) {
                amounts.put(GPU, "0");
            }
        }
    }
}
