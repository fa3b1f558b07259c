package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.control.Kubelets.Kubelet;
import io.burstlease.sandbox.cluster.host.EmulatedHosts.World;
import io.burstlease.sandbox.cluster.host.HostFaults.Fault;
import io.burstlease.sandbox.cluster.host.HostRecords.Joined;
import io.burstlease.sandbox.cluster.host.UserData.JoinConfiguration;
import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** One host from boot to its end: cloud-init, join, then a kubelet that beats until the instance is gone. */
final class HostLife implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HostLife.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final int ATTEMPTS = 5;
    private static final int SLOWER = 10;

    private final CloudHost host;
    private final World world;
    private volatile boolean over;
    private volatile String phase = "BOOTING";
    private volatile String detail = "";
    private volatile String node = "";
    private volatile @Nullable Thread thread;

    HostLife(CloudHost host, World world) {
        this.host = host;
        this.world = world;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            Optional<Joined> before = world.records().find(host.instanceId());
            if (before.isPresent()) {
                resume(before.get());
            } else {
                boot();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was stopped", host.instanceId());
        } catch (RuntimeException e) {
            enter("FAILED", String.valueOf(e.getMessage()));
            LOG.warn("host {} failed", host.instanceId(), e);
        }
    }

    /** Cloud-init runs once; what it left on the disk is used from then on. A kubelet that starts anew registers. */
    private void resume(Joined joined) throws InterruptedException {
        node = joined.node();
        try (HostKubelet kubelet = kubelet(joined)) {
            Optional<JoinConfiguration> config = new UserData(host).join();
            if (joined.stopped() && config.isPresent()) {
                Thread.sleep(world.boot());
                kubelet.register(host, config.get(), hardware());
                world.records().keep(host.instanceId(), joined.stopping(false));
            }
            live(kubelet);
        } catch (IOException e) {
            enter("FAILED", String.valueOf(e.getMessage()));
        }
    }

    private HostKubelet kubelet(Joined joined) {
        return new HostKubelet(joined.node(), joined.credentials().connect(), world.report(), world.clock());
    }

    private void enter(String next, String why) {
        phase = next;
        detail = why;
    }

    private void boot() throws InterruptedException {
        Fault fault = world.faults().atBoot(host.instanceId());
        Thread.sleep(fault == Fault.SLOW ? world.boot().multipliedBy(SLOWER) : world.boot());
        UserData data = new UserData(host);
        PhaseReport report = new PhaseReport(world.client(), host, data);
        report.tell("booted", "");
        Optional<JoinConfiguration> config = data.join();
        if (config.isEmpty()) {
            enter("IDLE", "user data holds no JoinConfiguration");
            return;
        }
        if (fault == Fault.NEVER_JOINS) {
            enter("STUCK", "never joins");
            return;
        }
        report.tell("joining", "");
        join(config.get(), report);
    }

    private void join(JoinConfiguration config, PhaseReport report) throws InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS && !over; attempt++) {
            enter("JOINING", "attempt " + attempt);
            try {
                Joined joined = new Joined(config.nodeName(), new Join(config, world.patience()).run(), false);
                try (HostKubelet kubelet = kubelet(joined)) {
                    node = joined.node();
                    kubelet.register(host, config, hardware());
                    world.records().keep(host.instanceId(), joined);
                    report.tell("joined", "");
                    live(kubelet);
                }
                return;
            } catch (JoinFailure | IOException failed) {
                String why = String.valueOf(failed.getMessage());
                LOG.info("host {} could not join (attempt {}): {}", host.instanceId(), attempt, why);
                enter("JOINING", why);
                report.tell("retrying", why);
                Thread.sleep(Duration.ofSeconds(1));
            }
        }
        enter("FAILED", detail);
        report.tell("failed", "kubeadm join did not come through");
    }

    private Kubelet hardware() {
        boolean broken = world.faults().of(host.instanceId()) == Fault.NO_GPUS;
        return new Kubelet(host.cpus(), host.memoryGib(), broken ? 0 : host.gpus(), false);
    }

    private void live(HostKubelet kubelet) throws InterruptedException {
        enter("JOINED", "");
        while (!over) {
            world.kubelets().speak(node, hardware());
            Instant last = kubelet.lastHeartbeat();
            boolean due = !last.plus(world.beat()).isAfter(world.clock().instant());
            try {
                kubelet.beat(hardware(), due);
            } catch (IOException unanswered) {
                LOG.debug("{} cannot reach the API server", node, unanswered);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** The instance no longer runs: its kubelet falls silent. */
    void end() {
        pause();
        world.records()
                .find(host.instanceId())
                .ifPresent(joined -> world.records().keep(host.instanceId(), joined.stopping(true)));
    }

    /** Stops at once and keeps what is on the disk. */
    void pause() {
        over = true;
        if (!node.isEmpty()) {
            world.kubelets().silence(node);
        }
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        if (phase.equals("JOINED")) {
            enter("GONE", "");
        }
    }

    ObjectNode state() {
        ObjectNode state = Json.of("phase", phase, "detail", detail, "node", node);
        return state.put("fault", world.faults().of(host.instanceId()).shown());
    }
}
