package io.burstlease.whole;

import io.burstlease.testing.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sandbox's own jar, run as its users run it, on ports and in a folder of its own; it can be killed. */
final class SandboxProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final List<String> settings = new ArrayList<>();
    private final int service = free();
    private final int oidc = free();
    private final int cloudPort = free();
    private final int database = free();
    private Process process;

    /**
     * @param cloudUrl a cloud that runs elsewhere; empty for one in the sandbox's own process
     * @param more further settings of the service, as {@code name=value}
     */
    SandboxProcess(String name, String cloudUrl, String... more) {
        try {
            folder = Files.createTempDirectory("burstlease-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        setting("sandbox.folder", folder.toString());
        setting("sandbox.port", service);
        setting("sandbox.oidc-port", oidc);
        setting("sandbox.cloud-port", cloudPort);
        setting("sandbox.cluster-port", free());
        setting("sandbox.database-port", database);
        if (!cloudUrl.isEmpty()) {
            setting("sandbox.cloud-url", cloudUrl);
        }
        for (String each : more) {
            settings.add("-D" + each);
        }
        process = launch();
    }

    private void setting(String name, Object value) {
        settings.add("-D" + name + "=" + value);
    }

    private Process launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx700m");
        // It lives for minutes: what matters is how soon it is up.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(settings);
        command.add("-jar");
        command.add(System.getProperty("jar.sandbox"));
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            Poll.until("the sandbox to be ready, see " + log(), START, () -> !started.isAlive() || isReady(url()));
            if (!started.isAlive()) {
                throw new IllegalStateException("the sandbox ended:\n" + Files.readString(log()));
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a service takes requests. */
    static boolean isReady(String url) {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** In order, with everything on its disk. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** Where its database keeps its data; only while it is stopped. */
    Path databaseFolder() {
        return folder.resolve("postgres").resolve("data");
    }

    void startAgain() {
        process = launch();
    }

    String url() {
        return "http://localhost:" + service;
    }

    String issuer() {
        return "http://localhost:" + oidc;
    }

    String cloudUrl() {
        return "http://127.0.0.1:" + cloudPort;
    }

    String databaseUrl() {
        return "jdbc:postgresql://localhost:" + database + "/burstlease";
    }

    /** With the rights of the service. */
    Path serviceKubeconfig() {
        return folder.resolve("cluster").resolve("burstlease.kubeconfig");
    }

    Path adminKubeconfig() {
        return folder.resolve("cluster").resolve("admin.kubeconfig");
    }

    Path log() {
        return folder.resolve("sandbox.log");
    }

    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
