package io.burstlease.testing;

import io.burstlease.cluster.ApiServer;
import io.burstlease.cluster.BootstrapToken;
import io.burstlease.cluster.CertificateRequest;
import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.burstlease.cluster.Joining;
import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.cluster.Taint;
import io.burstlease.naming.Marks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A cluster in memory. Running instances of the cloud ask to join by the token in their user data; once their
 * certificate is approved their node appears, Ready and with its GPUs. Calls inside a transaction are refused.
 */
public final class FakeCluster implements Nodes, Joining {

    private static final Pattern TOKEN = Pattern.compile("token: \"([a-z0-9]{6})\\.([a-z0-9]{16})\"");
    private static final Pattern LAUNCH = Pattern.compile("burstlease.io/launch=([a-z0-9-]+)");
    private static final String GROUP = "system:bootstrappers:burstlease";

    private final Clock clock;
    private final String region;
    private final Map<String, BootstrapToken> tokens = new HashMap<>();
    private final Map<String, CertificateRequest> undecided = new LinkedHashMap<>();
    private final Map<String, String> decided = new HashMap<>();
    private final Map<String, NodeSeen> nodes = new TreeMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private boolean joins = true;
    private boolean healthy = true;
    private boolean down;

    public FakeCluster(Clock clock, String region) {
        this.clock = clock;
        this.region = region;
    }

    private record Watch(Consumer<NodeSeen> seen, Consumer<String> gone) {}

    /** Whether running instances join at all. */
    public synchronized void joins(boolean on) {
        joins = on;
    }

    /** Whether nodes that appear from now on are Ready. */
    public synchronized void healthy(boolean on) {
        healthy = on;
    }

    /** The instance's node appears without anybody asking for a certificate. */
    public synchronized void intrude(FakeInstance instance) {
        appear(instance, Marks.nodeName(region, instance.id()));
    }

    /** Somebody joins an instance with kubeadm, under a name of their own. */
    public synchronized void joinByHand(FakeInstance instance, String name, Map<String, String> labels) {
        put(node(instance, name, null, labels, List.of()));
    }

    /** Somebody asks for a certificate. */
    public synchronized void ask(CertificateRequest request) {
        undecided.put(request.uid(), request);
    }

    /** Whether the node's certificate was approved or denied; empty while it is undecided. */
    public synchronized Optional<String> decision(String nodeName) {
        return Optional.ofNullable(decided.get(nodeName));
    }

    /** Every call fails. */
    public synchronized void down(boolean on) {
        down = on;
    }

    public synchronized Set<String> nodeNames() {
        return Set.copyOf(nodes.keySet());
    }

    /** Ids of the tokens whose Secret is there. */
    public synchronized Set<String> tokenIds() {
        return Set.copyOf(tokens.keySet());
    }

    /** Lets time do its work: those that run ask for their certificate, and those that have one join. */
    public synchronized void live(FakeCloud cloud) {
        if (!joins || down) {
            return;
        }
        for (FakeInstance instance : cloud.live()) {
            String name = Marks.nodeName(region, instance.id());
            if (instance.isRunning(clock.instant()) && !nodes.containsKey(name)) {
                join(instance, name);
            }
        }
    }

    private void join(FakeInstance instance, String name) {
        Matcher token = TOKEN.matcher(instance.request().userData());
        if (!token.find()) {
            return;
        }
        BootstrapToken known = tokens.get(token.group(1));
        if ("approved".equals(decided.get(name))) {
            appear(instance, name);
        } else if (known != null
                && known.secret().equals(token.group(2))
                && known.group().equals(GROUP)
                && known.expiresAt().isAfter(clock.instant())
                && !decided.containsKey(name)) {
            undecided.putIfAbsent(name, new CertificateRequest("csr-" + name, name, known.id(), name, true));
        }
    }

    private void appear(FakeInstance instance, String name) {
        Matcher launch = LAUNCH.matcher(instance.request().userData());
        Map<String, String> labels = Map.of(
                Marks.LABEL_INSTALLATION,
                TestDatabase.INSTALLATION,
                Marks.LABEL_INSTANCE,
                instance.id(),
                Marks.LABEL_LAUNCH,
                launch.find() ? launch.group(1) : "none");
        put(node(instance, name, name, labels, List.of(new Taint(Marks.TAINT_JOINING, "true", "NoSchedule"))));
    }

    private NodeSeen node(
            FakeInstance instance,
            String name,
            @Nullable String providerId,
            Map<String, String> labels,
            List<Taint> taints) {
        String uid = UUID.randomUUID().toString();
        String address = instance.address();
        return new NodeSeen(name, uid, providerId, address, healthy, false, 8, "v1.32.0", labels, taints);
    }

    private void put(NodeSeen node) {
        nodes.put(node.name(), node);
        watches.forEach(watch -> watch.seen().accept(node));
    }

    @Override
    public synchronized List<NodeSeen> list(String labelKey, String labelValue) {
        answering();
        return nodes.values().stream()
                .filter(node -> labelValue.equals(node.labels().get(labelKey)))
                .toList();
    }

    @Override
    public synchronized Optional<NodeSeen> get(String name) {
        answering();
        return Optional.ofNullable(nodes.get(name));
    }

    @Override
    public AutoCloseable watch(String labelKey, String labelValue, Consumer<NodeSeen> seen, Consumer<String> gone) {
        answering();
        Watch watch = new Watch(seen, gone);
        watches.add(watch);
        return () -> watches.remove(watch);
    }

    @Override
    public synchronized void dress(
            String name, Map<String, String> labels, List<Taint> taints, List<String> removedTaintKeys) {
        NodeSeen node = existing(name);
        Map<String, String> all = new HashMap<>(node.labels());
        all.putAll(labels);
        Set<String> replaced = taints.stream().map(Taint::key).collect(Collectors.toSet());
        List<Taint> kept = new ArrayList<>(taints);
        node.taints().stream()
                .filter(taint -> !removedTaintKeys.contains(taint.key()) && !replaced.contains(taint.key()))
                .forEach(kept::add);
        put(copy(node, node.unschedulable(), all, kept));
    }

    @Override
    public synchronized void cordon(String name, boolean unschedulable) {
        NodeSeen node = existing(name);
        put(copy(node, unschedulable, node.labels(), node.taints()));
    }

    private static NodeSeen copy(NodeSeen node, boolean cordoned, Map<String, String> labels, List<Taint> taints) {
        return new NodeSeen(
                node.name(),
                node.uid(),
                node.providerId(),
                node.internalIp(),
                node.ready(),
                cordoned,
                node.gpus(),
                node.kubeletVersion(),
                labels,
                taints);
    }

    private NodeSeen existing(String name) {
        answering();
        NodeSeen node = nodes.get(name);
        if (node == null) {
            throw new ClusterException(Family.GONE, "no node " + name, new IllegalStateException("as asked"));
        }
        return node;
    }

    @Override
    public synchronized boolean delete(String name, String uid) {
        answering();
        NodeSeen node = nodes.get(name);
        if (node != null && node.uid().equals(uid)) {
            nodes.remove(name);
            watches.forEach(watch -> watch.gone().accept(name));
        }
        return !nodes.containsKey(name);
    }

    @Override
    public ApiServer apiServer() {
        return new ApiServer("10.0.0.10:6443", "sha256:" + "ab".repeat(32), "v1.32.0");
    }

    @Override
    public synchronized void putToken(BootstrapToken token) {
        answering();
        BootstrapToken before = tokens.put(token.id(), token);
        if (before != null && !before.secret().equals(token.secret())) {
            throw new AssertionError("a token made again with another value");
        }
    }

    @Override
    public synchronized void eraseToken(String tokenId) {
        answering();
        tokens.remove(tokenId);
    }

    @Override
    public synchronized List<CertificateRequest> undecided() {
        answering();
        return List.copyOf(undecided.values());
    }

    @Override
    public synchronized void approve(CertificateRequest request, String reason) {
        decide(request, "approved");
    }

    @Override
    public synchronized void deny(CertificateRequest request, String reason) {
        decide(request, "denied");
    }

    private void decide(CertificateRequest request, String as) {
        answering();
        if (undecided.remove(request.uid()) != null) {
            decided.put(request.nodeName(), as);
        }
    }

    synchronized void answering() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new AssertionError("a call inside a transaction");
        }
        if (down) {
            throw new ClusterException(Family.UNAVAILABLE, "as scripted", new IllegalStateException("down"));
        }
    }

    static ClusterException refused(String what) {
        return new ClusterException(Family.FORBIDDEN, what + " is forbidden", new IllegalStateException("as asked"));
    }
}
