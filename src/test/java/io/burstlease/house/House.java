package io.burstlease.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How the rooms of the house are grouped, and where their sources are. */
final class House {

    static final String HOME = "io.burstlease.";

    /** In the order in which they may know each other: a later thing knows earlier ones. */
    static final List<String> THINGS = List.of("team", "catalog", "offer", "budget", "lease", "host");

    static final List<String> STAGES = List.of(
            "quote",
            "burst",
            "apply",
            "approve",
            "adopt",
            "keep",
            "provision",
            "join",
            "prepare",
            "renew",
            "release",
            "meter",
            "observe");

    static final List<String> READERS = List.of("report");
    static final List<String> SEAMS = List.of("cloud", "cluster");
    static final List<String> BASE = List.of("workflow", "web", "audit", "money", "time", "naming", "settings");
    static final List<String> APART = List.of("sandbox");

    static final Path SOURCES = Path.of("src/main/java/io/burstlease");

    private House() {}

    static List<String> rooms() {
        return Stream.of(THINGS, STAGES, READERS, SEAMS, BASE, APART)
                .flatMap(List::stream)
                .toList();
    }

    /** As patterns of ArchUnit, sub-packages included. */
    static String[] packages(List<String> rooms) {
        return rooms.stream().map(room -> HOME + room + "..").toArray(String[]::new);
    }

    static String[] packages(String... rooms) {
        return packages(Arrays.asList(rooms));
    }

    @SafeVarargs
    static String[] allOf(List<String>... groups) {
        return packages(Arrays.stream(groups).flatMap(List::stream).toList());
    }

    /** A port is an open interface beside values, which are records, enums and sealed families. */
    static boolean isPort(JavaClass type) {
        return type.isInterface() && !type.reflect().isSealed();
    }

    /** All files of that ending below the folder, as they are written. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The room that a source file stands in; empty for the front door. */
    static String room(Path source) {
        Path inside = SOURCES.relativize(source);
        return inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
    }
}
