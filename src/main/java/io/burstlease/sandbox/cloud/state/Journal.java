package io.burstlease.sandbox.cloud.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The effects, one JSON line each, on disk before anyone hears of them. Without a folder nothing is kept. A last line
 * that a crash cut short had no reply, so it is dropped on reading.
 */
public final class Journal implements AutoCloseable {

    private static final String FILE = "journal.jsonl";

    private final ObjectMapper json = JsonMapper.builder().build();
    private final @Nullable FileChannel channel;

    public Journal(@Nullable Path folder) {
        try {
            this.channel = folder == null ? null : open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the journal in " + folder, e);
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel opened = FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (opened.tryLock() == null) {
            opened.close();
            throw new IOException("another emulator writes " + folder.resolve(FILE));
        }
        return opened;
    }

    /** Everything written so far, oldest first. */
    public List<CloudEvent> read() {
        if (channel == null) {
            return List.of();
        }
        try {
            byte[] bytes = all(channel);
            List<CloudEvent> events = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                    events.add(json.readValue(line, CloudEvent.class));
                    start = i + 1;
                }
            }
            channel.truncate(start);
            channel.position(start);
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal", e);
        }
    }

    private static byte[] all(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        channel.position(0);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            continue;
        }
        return buffer.array();
    }

    /** Writes effects and waits until the disk has them; if that fails, none of them was written. */
    public void append(List<CloudEvent> events) {
        if (channel == null) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (CloudEvent event : events) {
            lines.append(json.writerFor(CloudEvent.class).writeValueAsString(event))
                    .append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try {
            write(channel, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal", e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        long before = channel.position();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            channel.truncate(before);
            throw e;
        }
    }

    /** Throws everything away. */
    public void wipe() {
        if (channel == null) {
            return;
        }
        try {
            channel.truncate(0);
            channel.position(0);
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wipe the journal", e);
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the journal", e);
        }
    }
}
