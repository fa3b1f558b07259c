package io.burstlease.sandbox.cloud;

import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.WorldFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Runs the emulated cloud as a process of its own, so that it outlives its clients.
 *
 * <p>{@code --port 8081} (0, the default, takes a free one and prints it), {@code --data folder} (in memory without
 * it), {@code --config world.json} (what differs from the sample world).
 */
public final class CloudProcess {

    private static final Set<String> OPTIONS = Set.of("--address", "--port", "--data", "--config");

    private CloudProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = options(args);
        String config = options.get("--config");
        CloudWorld world = config == null ? CloudWorld.sample() : new WorldFile().read(Path.of(config));
        CloudServer server = CloudServer.exposed(
                options.getOrDefault("--address", "127.0.0.1"),
                Integer.parseInt(options.getOrDefault("--port", "0")),
                world,
                path(options.get("--data")),
                Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("emulated cloud on " + server.baseUrl());
        new CountDownLatch(1).await();
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "options are --address, --port, --data and --config, each with a value");
            }
            options.put(args[i], args[i + 1]);
        }
        return options;
    }
}
