package io.burstlease.tools;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks or writes palantir-java-format on the project's JDK, whichever JDK Maven itself runs on. */
final class Format {

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    public static void main(String[] args) throws IOException, FormatterException {
        boolean write = args[0].equals("--write");
        List<Path> unformatted = new Format().run(Path.of(args[1]), write);
        if (unformatted.isEmpty() || write) {
            return;
        }
        unformatted.forEach(file -> System.err.println("not formatted: " + file));
        System.err.println("mvn -Pformat process-test-classes mends it");
        System.exit(1);
    }

    private List<Path> run(Path root, boolean write) throws IOException, FormatterException {
        List<Path> changed = new ArrayList<>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String before = Files.readString(file);
                String after = format(before);
                if (!before.equals(after)) {
                    changed.add(file);
                    if (write) {
                        Files.writeString(file, after);
                    }
                }
            }
        }
        return changed;
    }

    private String format(String source) throws FormatterException {
        String ordered = ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR);
        return formatter.formatSource(ordered);
    }
}
