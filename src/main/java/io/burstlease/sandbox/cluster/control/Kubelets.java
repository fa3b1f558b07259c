package io.burstlease.sandbox.cluster.control;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The kubelets that are alive, by node name. A silent one runs, stops and reports nothing. */
public final class Kubelets {

    private final Map<String, Kubelet> alive = new ConcurrentHashMap<>();

    /**
     * What a kubelet finds on its host.
     *
     * @param gpus GPUs the device plugin would report; 0 where the driver is broken
     * @param resident an on-premises node that the sandbox itself keeps alive
     */
    public record Kubelet(int cpus, int memoryGib, int gpus, boolean resident) {}

    public void speak(String node, Kubelet kubelet) {
        alive.put(node, kubelet);
    }

    public void silence(String node) {
        alive.remove(node);
    }

    public @Nullable Kubelet find(String node) {
        return alive.get(node);
    }

    public Set<String> names() {
        return Set.copyOf(alive.keySet());
    }
}
