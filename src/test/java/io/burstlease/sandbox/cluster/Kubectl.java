package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the real kubectl. */
final class Kubectl {

    private final Path kubeconfig;
    private final Path folder;
    private final AtomicInteger runs = new AtomicInteger();

    Kubectl(Path kubeconfig, Path folder) {
        this.kubeconfig = kubeconfig;
        this.folder = folder;
    }

    record Result(int code, String output) {}

    static boolean there() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "kubectl")));
    }

    /** Output and errors of a call that has to succeed. */
    String ok(String... arguments) {
        Result result = run(arguments);
        assertThat(result.code())
                .as("kubectl %s: %s", List.of(arguments), result.output())
                .isZero();
        return result.output();
    }

    Result run(String... arguments) {
        try (Running running = start(arguments)) {
            return new Result(running.end(), running.output());
        }
    }

    Running start(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig=" + kubeconfig));
        command.addAll(List.of(arguments));
        try {
            Path output = folder.resolve("output-" + runs.incrementAndGet());
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("HOME", folder.toString());
            return new Running(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call that goes on. */
    record Running(Process process, Path file) implements AutoCloseable {

        String output() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int end() {
            try {
                assertThat(process.waitFor(90, TimeUnit.SECONDS))
                        .as("kubectl ends")
                        .isTrue();
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
