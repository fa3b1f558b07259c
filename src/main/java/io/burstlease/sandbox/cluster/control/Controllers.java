package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.auth.CertificateAuthority;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All control loops on one thread: run after every change, and at least every half second. */
public final class Controllers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
    private static final Duration AT_LEAST = Duration.ofMillis(500);
    /** Changes that come together are handled together. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ObjectStore store;
    private final List<Controller> all;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * What the control plane is told at its start.
     *
     * @param beat time between two heartbeats of a kubelet
     * @param podRanges address range by Pod vSwitch
     */
    public record Settings(
            String endpoint, Duration nodeSilence, Duration beat, Duration podStart, Map<String, String> podRanges) {}

    public Controllers(ClusterView view, Kubelets kubelets, CertificateAuthority authority, Settings settings) {
        this.store = view.registry().store();
        PodAddresses addresses = new PodAddresses(view, settings.podRanges());
        this.all = List.of(
                new Collector(view),
                new Tokens(view, settings.endpoint(), authority.pem()),
                new Certificates(view, authority),
                new ResidentKubelets(view, kubelets, settings.beat()),
                new NodeLifecycle(view, settings.nodeSilence()),
                new DaemonSets(view),
                new Deployments(view),
                new ReplicaSets(view),
                new Jobs(view),
                new Scheduler(view),
                new PodRunner(view, kubelets, addresses, settings.podStart()),
                new Disruption(view));
        this.thread = Thread.ofPlatform().daemon().name("cluster-controllers").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** One round of every controller, for a clock that is set by hand. */
    public synchronized void tick() {
        for (Controller controller : all) {
            try {
                controller.reconcile();
            } catch (ApiFailure raced) {
                LOG.debug("{}: {}", controller.getClass().getSimpleName(), raced.getMessage());
            } catch (RuntimeException e) {
                LOG.error("{} failed", controller.getClass().getSimpleName(), e);
            }
        }
    }

    private void run() {
        while (!stopped) {
            long before = store.revision();
            long began = System.nanoTime();
            tick();
            long took = System.nanoTime() - began;
            if (store.revision() == before) {
                store.awaitBeyond(before, AT_LEAST);
            }
            pause(took);
        }
    }

    /** Rests longer the longer a round takes, so that a large cluster leaves the processor to others. */
    private void pause(long took) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(PAUSE.toNanos(), 2 * took)));
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
