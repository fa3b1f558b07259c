package io.burstlease.observe;

import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Host;
import io.burstlease.host.HostEvent;
import io.burstlease.host.Hosts;
import io.burstlease.naming.Marks;
import io.burstlease.settings.Installation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Watches our nodes on every copy of the service, and tells when there is something new of a host's node. */
@Component
class NodeWatch implements SmartLifecycle {

    /** Between tries to begin the watch; once begun it reconnects by itself. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);

    private final Nodes nodes;
    private final Hosts hosts;
    private final Installation installation;
    private final ApplicationEventPublisher publisher;
    private final TransactionOperations transactions;
    private final String prefix;
    private final boolean enabled;
    private final Map<String, NodeSeen> last = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService starter;
    private @Nullable AutoCloseable watch;

    NodeWatch(
            Nodes nodes,
            Hosts hosts,
            Installation installation,
            ApplicationEventPublisher publisher,
            TransactionOperations transactions,
            @Value("${burstlease.cloud.region}") String region,
            @Value("${burstlease.workflow.enabled:true}") boolean enabled) {
        this.nodes = nodes;
        this.hosts = hosts;
        this.installation = installation;
        this.publisher = publisher;
        this.transactions = transactions;
        this.prefix = Marks.nodeName(region, "");
        this.enabled = enabled;
    }

    @Override
    public boolean isAutoStartup() {
        return enabled;
    }

    @Override
    public synchronized void start() {
        if (starter == null) {
            starter = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("node-watch-", 0).factory());
            starter.scheduleWithFixedDelay(this::begin, 0, TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void begin() {
        if (watch != null || starter == null) {
            return;
        }
        try {
            watch = nodes.watch(Marks.LABEL_INSTALLATION, installation.id(), this::seen, this::gone);
        } catch (RuntimeException failed) {
            LOG.warn("The watch of nodes could not begin and is tried again: {}", failed.toString());
        }
    }

    /** A heartbeat that changes nothing we look at wakes nobody. */
    void seen(NodeSeen node) {
        if (!node.equals(last.put(node.name(), node))) {
            tell(node.name());
        }
    }

    void gone(String name) {
        last.remove(name);
        tell(name);
    }

    private void tell(String name) {
        try {
            transactions.executeWithoutResult(status -> hosts.byNode(name)
                    .or(() -> joining(name))
                    .ifPresent(host -> publisher.publishEvent(new HostEvent.NodeChanged(host.id()))));
        } catch (RuntimeException failed) {
            // What it missed by this, the steps find by their own looks; the next change must be told as new.
            last.remove(name);
            LOG.warn("A change of node {} was not passed on: {}", name, failed.toString());
        }
    }

    /** The host whose node is not bound yet. */
    private Optional<Host> joining(String name) {
        return name.startsWith(prefix) ? hosts.byInstance(name.substring(prefix.length())) : Optional.empty();
    }

    @Override
    public synchronized void stop() {
        if (starter != null) {
            starter.shutdownNow();
            starter = null;
        }
        if (watch != null) {
            try {
                watch.close();
            } catch (Exception failed) {
                LOG.warn("The watch of nodes did not close well: {}", failed.toString());
            }
            watch = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return starter != null;
    }
}
