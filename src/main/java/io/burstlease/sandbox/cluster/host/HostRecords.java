package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.host.Join.Credentials;
import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What the hosts have on their disks: node name and credentials, so that they survive a restart of the sandbox. */
final class HostRecords {

    private final Path folder;

    HostRecords(Path folder) {
        this.folder = folder;
    }

    /**
     * A host that has joined.
     *
     * @param stopped whether it was seen to stop since, so that its kubelet starts anew
     */
    record Joined(String node, Credentials credentials, boolean stopped) {

        Joined stopping(boolean now) {
            return new Joined(node, credentials, now);
        }
    }

    private Path file(String instance) {
        return folder.resolve(instance.replaceAll("[^A-Za-z0-9_-]", "_") + ".json");
    }

    void keep(String instance, Joined joined) {
        Credentials credentials = joined.credentials();
        ObjectNode record = Json.of("node", joined.node(), "endpoint", credentials.endpoint());
        record.put("authority", credentials.authority()).put("stopped", joined.stopped());
        record.put("certificate", credentials.certificate()).put("key", credentials.key());
        try {
            Files.createDirectories(folder);
            Files.writeString(file(instance), Json.write(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Joined> find(String instance) {
        try {
            if (!Files.exists(file(instance))) {
                return Optional.empty();
            }
            ObjectNode record = Json.parse(Files.readString(file(instance)));
            Credentials credentials = new Credentials(
                    Json.text(record, "endpoint"),
                    Json.text(record, "authority"),
                    Json.text(record, "certificate"),
                    Json.text(record, "key"));
            return Optional.of(new Joined(Json.text(record, "node"), credentials, Json.flag(record, "stopped")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
