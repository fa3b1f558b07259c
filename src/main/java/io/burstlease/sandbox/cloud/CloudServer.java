package io.burstlease.sandbox.cloud;

import io.burstlease.sandbox.cloud.core.EmulatedCloud;
import io.burstlease.sandbox.cloud.http.CloudSocket;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An emulated cloud that listens on loopback. The official SDKs are pointed at {@link #endpoint()} over HTTP; the admin
 * endpoint is under {@code /admin} of {@link #baseUrl()}.
 */
public final class CloudServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long TICK_MILLIS = 200;

    private final EmulatedCloud cloud;
    private final CloudSocket socket;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("cloud-tick").factory());

    private CloudServer(EmulatedCloud cloud, String address, int port, Clock signatureClock) {
        this.cloud = cloud;
        this.socket = CloudSocket.open(cloud, address, port, signatureClock);
        ticker.scheduleWithFixedDelay(cloud::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a cloud with a seed of its own.
     *
     * @param port 0 takes a free one
     * @param dataFolder where instances and bill are kept between runs; null keeps them in memory
     */
    public static CloudServer start(int port, CloudWorld world, @Nullable Path dataFolder, Clock clock) {
        return start(port, world, dataFolder, clock, clock.millis(), Clock.systemUTC());
    }

    /**
     * Starts a cloud whose ids and delays follow from a seed.
     *
     * @param clock everything in the cloud goes by it; it may be set by hand
     * @param signatureClock judges the age of signatures: the SDKs sign with the machine's time, whatever the cloud's
     *     is
     */
    public static CloudServer start(
            int port, CloudWorld world, @Nullable Path dataFolder, Clock clock, long seed, Clock signatureClock) {
        return new CloudServer(new EmulatedCloud(world, clock, seed, dataFolder), LOOPBACK, port, signatureClock);
    }

    /**
     * Starts a cloud that others than this machine can reach, as a container has to; nothing protects its admin
     * endpoint.
     */
    static CloudServer exposed(String address, int port, CloudWorld world, @Nullable Path dataFolder, Clock clock) {
        return new CloudServer(new EmulatedCloud(world, clock, clock.millis(), dataFolder), address, port, clock);
    }

    public EmulatedCloud cloud() {
        return cloud;
    }

    public int port() {
        return socket.port();
    }

    /** What an SDK takes as its endpoint: host and port. */
    public String endpoint() {
        return "127.0.0.1:" + port();
    }

    public URI baseUrl() {
        return URI.create("http://" + endpoint());
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        socket.close();
        cloud.close();
    }
}
