package io.burstlease.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a guide that is made from the code: it stands between two comments that bear its name. */
public record Guide(Path file, String part) {

    public static Guide of(String name, String part) {
        return new Guide(Path.of("docs", name), part);
    }

    /** What stands there now. */
    public String text() {
        String all = read();
        return all.substring(begin(all), end(all)).strip();
    }

    /** Writes the guide as it ought to be below {@code target}, and says where. */
    public Path propose(String text) {
        String all = read();
        Path proposed = Path.of("target").resolve(file);
        try {
            Files.createDirectories(proposed.getParent());
            // Parts of one guide are proposed one after the other.
            String from = Files.exists(proposed) ? Files.readString(proposed) : all;
            Files.writeString(
                    proposed,
                    from.substring(0, begin(from)) + "\n\n" + text.strip() + "\n\n" + from.substring(end(from)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return proposed;
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int begin(String all) {
        String mark = "<!-- " + part + ": made from the code -->";
        int at = all.indexOf(mark);
        if (at < 0) {
            throw new AssertionError(file + " has no line " + mark);
        }
        return at + mark.length();
    }

    private int end(String all) {
        String mark = "<!-- end of " + part + " -->";
        int at = all.indexOf(mark);
        if (at < 0) {
            throw new AssertionError(file + " has no line " + mark);
        }
        return at;
    }
}
