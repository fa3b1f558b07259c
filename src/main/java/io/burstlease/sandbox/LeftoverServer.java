package io.burstlease.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that outlived the process that started it, as after {@code kill -9}. */
final class LeftoverServer {

    /** A fast shutdown writes a checkpoint, which takes its time on a busy disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);

    private LeftoverServer() {}

    /** Stops the server that still has the data directory, if there is one, and clears a stale note of one. */
    static void stop(Path data) {
        Path note = data.resolve("postmaster.pid");
        Optional<Long> pid = pid(note);
        if (pid.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> server = ProcessHandle.of(pid.get()).filter(process -> isPostgres(process, data));
        if (server.isPresent()) {
            log.info("stopping the PostgreSQL server {} that an earlier run left behind", pid.get());
            interrupt(server.get());
        }
        delete(note);
    }

    private static Optional<Long> pid(Path note) {
        try {
            List<String> lines = Files.exists(note) ? Files.readAllLines(note) : List.of();
            return lines.stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(LeftoverServer::isNumber)
                    .map(Long::valueOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,10}");
    }

    /** The number may long belong to another process, or to a server with other data. */
    static boolean isPostgres(ProcessHandle process, Path data) {
        ProcessHandle.Info info = process.info();
        boolean named = info.command()
                .map(command -> command.endsWith("/postgres") || command.endsWith("/postgres (deleted)"))
                .orElse(false);
        boolean here = info.arguments()
                .map(arguments -> List.of(arguments).contains(data.toString()))
                .orElse(true);
        return named && here;
    }

    /** The signal for a fast shutdown; the one that Java sends would wait for every client to leave by itself. */
    private static void interrupt(ProcessHandle server) {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(server.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "PostgreSQL server %d of an earlier run does not stop; stop it by hand".formatted(server.pid()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an earlier PostgreSQL server was stopping", e);
        }
    }

    private static void delete(Path note) {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
