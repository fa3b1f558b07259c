package io.burstlease.sandbox.cluster.store;

import java.io.BufferedWriter;
import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of JSON per change, in a file that is written anew as a snapshot when it has grown long. Without a file it
 * keeps nothing. A torn last line (the process died while it wrote) is left out on replay.
 */
public final class Journal implements AutoCloseable {

    private static final int REWRITE_AFTER = 50_000;

    private final @Nullable Path file;
    private @Nullable BufferedWriter writer;
    private int lines;

    public Journal(@Nullable Path file) {
        this.file = file;
    }

    /** Fills the map and returns the highest revision seen, 0 where there is nothing. */
    long replay(NavigableMap<ObjectKey, ObjectNode> objects) {
        if (file == null) {
            return 0;
        }
        long highest = 0;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    highest = Math.max(highest, apply(line, objects));
                }
            }
            rewrite(objects, highest);
            return highest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long apply(String line, Map<ObjectKey, ObjectNode> objects) {
        ObjectNode entry;
        try {
            entry = Json.parse(line);
        } catch (JacksonException torn) {
            return 0;
        }
        ObjectKey key = new ObjectKey(Json.text(entry, "r"), Json.text(entry, "ns"), Json.text(entry, "n"));
        if (entry.get("o") instanceof ObjectNode object) {
            objects.put(key, object);
        } else {
            objects.remove(key);
        }
        return Json.number(entry, "rv");
    }

    /** Called before the change is applied to the map it is given. */
    void append(StoreEvent event, NavigableMap<ObjectKey, ObjectNode> objects) {
        if (file == null || writer == null) {
            return;
        }
        try {
            if (++lines > REWRITE_AFTER) {
                rewrite(objects, event.revision() - 1);
            }
            writer.write(line(event.revision(), event.key(), event.after()));
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(long revision, ObjectKey key, @Nullable ObjectNode object) {
        ObjectNode entry = Json.object();
        entry.put("rv", revision);
        entry.put("r", key.resource());
        entry.put("ns", key.namespace());
        entry.put("n", key.name());
        if (object != null) {
            entry.set("o", object);
        }
        return Json.write(entry) + "\n";
    }

    private void rewrite(NavigableMap<ObjectKey, ObjectNode> objects, long revision) throws IOException {
        if (file == null) {
            return;
        }
        close();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
            out.write(line(revision, new ObjectKey("revision", "", ""), null));
            for (var entry : objects.entrySet()) {
                out.write(line(
                        Json.number(entry.getValue(), "metadata", "resourceVersion"),
                        entry.getKey(),
                        entry.getValue()));
            }
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        // A stream, not a channel: an interrupted thread must not close it.
        writer = new BufferedWriter(new FileWriter(file.toFile(), StandardCharsets.UTF_8, true));
        lines = objects.size();
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
