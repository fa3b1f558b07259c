package io.burstlease.testing;

import io.burstlease.cluster.Drain;
import io.burstlease.cluster.Eviction;
import io.burstlease.cluster.PodSeen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Pods in memory: a Terway pod on every node, and those a test starts. One that is evicted takes some seconds to end;
 * one under a budget is not let go. Calls inside a transaction are refused.
 */
public final class FakePods implements Drain {

    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Clock clock;
    private final FakeCluster cluster;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final List<String> evicted = new ArrayList<>();
    private final List<String> cut = new ArrayList<>();
    private boolean calico;

    FakePods(Clock clock, FakeCluster cluster) {
        this.clock = clock;
        this.cluster = cluster;
    }

    /** Whether Calico runs on every node. */
    public synchronized void calico(boolean on) {
        calico = on;
    }

    /** How a pod takes its eviction. */
    public enum Kind {
        WILLING,
        /** A PodDisruptionBudget does not let it go. */
        BUDGETED,
        /** The API server answers its eviction with an error that is no budget's. */
        REFUSING
    }

    private record Running(String name, String node, Kind kind, Instant endsAt) {}

    /** Starts a pod on the node. */
    public synchronized void start(String name, String node, Kind kind) {
        running.put(name, new Running(name, node, kind, Instant.MAX));
    }

    /** The budget over a pod allows its eviction from now on. */
    public synchronized void free(String name) {
        running.computeIfPresent(name, (key, pod) -> new Running(name, pod.node, Kind.WILLING, pod.endsAt));
    }

    /** Names of pods whose eviction was accepted. */
    public synchronized List<String> evicted() {
        return List.copyOf(evicted);
    }

    /** Names of pods that were deleted whatever their budgets say. */
    public synchronized List<String> cut() {
        return List.copyOf(cut);
    }

    @Override
    public synchronized List<PodSeen> pods(String node) {
        cluster.answering();
        running.values().removeIf(pod -> !pod.endsAt.isAfter(clock.instant()));
        return running.values().stream()
                .filter(pod -> pod.node.equals(node))
                .map(pod -> seen(pod.name, node, "Job/train", pod.endsAt.isBefore(Instant.MAX)))
                .toList();
    }

    @Override
    public synchronized List<PodSeen> everyPod(String node) {
        List<PodSeen> all = new ArrayList<>(pods(node));
        all.add(seen("terway-" + node, node, "DaemonSet/terway-eniip", false));
        if (calico) {
            all.add(seen("calico-" + node, node, "DaemonSet/calico-node", false));
        }
        return all;
    }

    private static PodSeen seen(String name, String node, String owner, boolean terminating) {
        String uid = UUID.nameUUIDFromBytes((name + node).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        return new PodSeen("vision", name, uid, owner, true, true, null, false, terminating);
    }

    @Override
    public synchronized Eviction evict(PodSeen pod) {
        cluster.answering();
        Running there = running.get(pod.name());
        if (there == null) {
            return new Eviction.AlreadyGone();
        }
        return switch (there.kind) {
            case BUDGETED -> new Eviction.Blocked("keep-" + pod.name(), "Cannot evict pod as it would violate it.");
            case REFUSING -> throw FakeCluster.refused("eviction of " + pod.name());
            case WILLING -> {
                evicted.add(pod.name());
                end(there, clock.instant().plus(ENDING));
                yield new Eviction.Accepted();
            }
        };
    }

    @Override
    public synchronized void delete(PodSeen pod, long graceSeconds) {
        cluster.answering();
        if (running.remove(pod.name()) != null) {
            cut.add(pod.name());
        }
    }

    private void end(Running pod, Instant at) {
        running.put(pod.name, new Running(pod.name, pod.node, pod.kind, at));
    }
}
