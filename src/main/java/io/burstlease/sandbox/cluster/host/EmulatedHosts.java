package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.control.ClusterView;
import io.burstlease.sandbox.cluster.control.Kubelets;
import io.burstlease.sandbox.cluster.control.NodeReport;
import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Follows the emulated cloud's list of running hosts: boots those that are new, silences those that are gone. */
public final class EmulatedHosts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmulatedHosts.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final URI list;
    private final World world;
    private final Map<String, HostLife> lives = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;
    private volatile String version = "";

    /**
     * What all hosts share.
     *
     * @param boot how long a host takes from running to the first line of its user data
     */
    record World(
            HttpClient client,
            Kubelets kubelets,
            NodeReport report,
            HostFaults faults,
            HostRecords records,
            Clock clock,
            Duration boot,
            Duration patience,
            Duration beat) {}

    /** Timing of the hosts. */
    public record Settings(String cloudUrl, Path records, Duration boot, Duration patience, Duration beat) {}

    public EmulatedHosts(Settings settings, ClusterView view, Kubelets kubelets, HostFaults faults, Clock clock) {
        this.list = URI.create(settings.cloudUrl().replaceAll("/$", "") + "/admin/hosts");
        this.world = new World(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(),
                kubelets,
                new NodeReport(view),
                faults,
                new HostRecords(settings.records()),
                clock,
                settings.boot(),
                settings.patience(),
                settings.beat());
    }

    public void start() {
        threads.submit(this::follow);
    }

    private void follow() {
        while (!stopped) {
            try {
                reconcile(running());
                Thread.sleep(LOOK_AGAIN);
            } catch (IOException | JacksonException e) {
                LOG.debug("the emulated cloud does not answer at {}", list, e);
                if (!pause()) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Map<String, CloudHost> running() throws IOException, InterruptedException {
        // A cloud that counts its versions answers when something has changed, at the latest after some seconds.
        URI asked = version.isEmpty() ? list : URI.create(list + "?after=" + version + "&waitSeconds=5");
        HttpRequest request =
                HttpRequest.newBuilder(asked).timeout(Duration.ofSeconds(15)).build();
        HttpResponse<byte[]> answer = world.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        JsonNode body = Json.parseAny(answer.body());
        version = Json.text(body, "version");
        Map<String, CloudHost> running = new HashMap<>();
        Json.stream(body.isArray() ? body : body.path("hosts"))
                .map(CloudHost::of)
                .forEach(host -> running.put(host.instanceId(), host));
        return running;
    }

    private void reconcile(Map<String, CloudHost> running) {
        Set<String> gone = new HashSet<>(lives.keySet());
        gone.removeAll(running.keySet());
        for (String instance : gone) {
            HostLife life = lives.remove(instance);
            if (life != null) {
                life.end();
            }
        }
        running.forEach((instance, host) -> lives.computeIfAbsent(instance, id -> {
            HostLife life = new HostLife(host, world);
            threads.submit(life);
            return life;
        }));
    }

    /** Where each host stands. */
    public ObjectNode state() {
        ObjectNode state = Json.object();
        lives.forEach((instance, life) -> state.set(instance, life.state()));
        return state;
    }

    @Override
    public void close() {
        stopped = true;
        lives.values().forEach(HostLife::pause);
        threads.shutdownNow();
        world.client().shutdownNow();
    }
}
