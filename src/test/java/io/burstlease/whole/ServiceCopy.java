package io.burstlease.whole;

import io.burstlease.testing.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of the service, from the production jar, in the world of a sandbox: it can be killed, and hung. */
final class ServiceCopy implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final String PASSWORD = "sandbox";

    private final String name;
    private final String url;
    private final Path log;
    private final Process process;

    ServiceCopy(SandboxProcess sandbox, String name) {
        int port = SandboxProcess.free();
        this.name = name;
        this.url = "http://localhost:" + port;
        try {
            this.log = Files.createTempFile("burstlease-" + name, ".log");
            this.process = new ProcessBuilder(command(sandbox, name, port))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sandbox's quick times, and the addresses of its world. */
    private static List<String> command(SandboxProcess sandbox, String name, int port) {
        Stream<String> settings = Stream.of(
                        "spring.config.additional-location=file:src/main/resources/application-sandbox.yaml",
                        "server.port=" + port,
                        "burstlease.workflow.replica=" + name,
                        "spring.datasource.url=" + sandbox.databaseUrl(),
                        "spring.datasource.username=burstlease_service",
                        "spring.datasource.password=" + PASSWORD,
                        "spring.flyway.url=" + sandbox.databaseUrl(),
                        "spring.flyway.user=burstlease_owner",
                        "spring.flyway.password=" + PASSWORD,
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + sandbox.issuer(),
                        "burstlease.cloud.endpoint=" + sandbox.cloudUrl().replace("http://", ""),
                        "burstlease.cluster.kubeconfig=" + sandbox.serviceKubeconfig())
                .map(setting -> "-D" + setting);
        return Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx400m",
                                "-XX:TieredStopAtLevel=1"),
                        settings,
                        Stream.of("-jar", System.getProperty("jar.production")))
                .flatMap(part -> part)
                .toList();
    }

    ServiceCopy awaitReady() {
        Poll.until(name + " to be ready, see " + log, START, () -> !process.isAlive() || SandboxProcess.isReady(url));
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended, see " + log);
        }
        return this;
    }

    String name() {
        return name;
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** It does nothing at all, and its connections stay open. */
    void hang() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("no signal " + signal + " to " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
