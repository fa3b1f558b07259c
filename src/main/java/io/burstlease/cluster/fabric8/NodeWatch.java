package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.NodeSeen;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of changes to the nodes of one label, over an informer that lists again whenever its watch breaks or expires.
 *
 * <p>A watch with a label selector says "deleted" also of a node that lost the label, and a list after a gap shows a
 * node that was made anew under its old name as one that changed. Both are told apart here, by a fresh read and by the
 * UID, because the listener acts on "gone".
 */
final class NodeWatch implements AutoCloseable, ResourceEventHandler<Node> {

    private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final Function<String, Optional<NodeSeen>> fresh;
    private final Consumer<NodeSeen> seen;
    private final Consumer<String> gone;
    private final AtomicReference<@Nullable SharedIndexInformer<Node>> running = new AtomicReference<>();
    private volatile boolean closed;

    NodeWatch(Function<String, Optional<NodeSeen>> fresh, Consumer<NodeSeen> seen, Consumer<String> gone) {
        this.fresh = fresh;
        this.seen = seen;
        this.gone = gone;
    }

    /** Returns at once: an API server that is down now is tried again until the watch is closed. */
    void start(SharedIndexInformer<Node> informer) {
        running.set(informer);
        var started = informer.addEventHandler(this)
                .exceptionHandler((once, thrown) -> tryAgain(thrown))
                .start();
        started.whenComplete((nothing, thrown) -> {
            if (thrown != null && !closed) {
                LOG.warn("The watch of the nodes did not start", thrown);
            }
        });
    }

    @Override
    public void onAdd(Node node) {
        tell(node);
    }

    @Override
    public void onUpdate(Node before, Node after) {
        if (!before.getMetadata().getUid().equals(after.getMetadata().getUid())) {
            tellGone(before.getMetadata().getName());
        }
        tell(after);
    }

    @Override
    public void onDelete(Node node, boolean finalStateUnknown) {
        settle(node.getMetadata().getName(), node.getMetadata().getUid());
    }

    @Override
    public void close() {
        closed = true;
        SharedIndexInformer<Node> informer = running.getAndSet(null);
        if (informer != null) {
            informer.stop();
        }
    }

    private void settle(String name, String uid) {
        if (closed) {
            return;
        }
        try {
            Optional<NodeSeen> now = fresh.apply(name);
            if (now.isEmpty() || !now.get().uid().equals(uid)) {
                tellGone(name);
            }
            now.ifPresent(seen);
        } catch (RuntimeException e) {
            LOG.warn("Whether node {} is gone is not known yet: {}", name, e.getMessage());
            LATER.execute(() -> settle(name, uid));
        }
    }

    private void tell(Node node) {
        if (!closed) {
            seen.accept(NodeReading.read(node));
        }
    }

    private void tellGone(String name) {
        if (!closed) {
            gone.accept(name);
        }
    }

    private boolean tryAgain(Throwable thrown) {
        if (!closed) {
            LOG.warn("The watch of the nodes broke and is made again: {}", thrown.getMessage());
        }
        return !closed;
    }
}
