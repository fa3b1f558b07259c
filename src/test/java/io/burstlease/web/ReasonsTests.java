package io.burstlease.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** The list of reasons is the truth: the code refuses by no other, and the guide tells of all. */
class ReasonsTests {

    private static final Path CODE = Path.of("src", "main", "java", "io", "burstlease");
    private static final Path GUIDE = Path.of("docs", "api.md");
    private static final Pattern REFUSAL = Pattern.compile(
            "ProblemException\\s*\\.(?:(conflict|forbidden|unprocessable)\\(|of\\(\\s*HttpStatus\\.(\\w+),)\\s*(\"[a-z-]+\"|\\w+(?:\\.\\w+)*)");

    @Test
    void every_refusal_in_the_code_is_listed_with_its_status() {
        Map<String, HttpStatus> thrown = new TreeMap<>();
        sources()
                .forEach(source -> REFUSAL.matcher(source)
                        .results()
                        .forEach(refusal ->
                                code(refusal.group(3), source).forEach(code -> thrown.put(code, status(refusal)))));

        assertThat(thrown).hasSizeGreaterThan(20);
        assertThat(thrown)
                .allSatisfy(
                        (code, status) -> assertThat(Reasons.get(code).status()).isEqualTo(status));
    }

    @Test
    void every_listed_reason_is_one_that_the_code_knows() {
        String code = sources().collect(Collectors.joining());
        TreeSet<String> unknown = Reasons.all().stream()
                .map(Reason::code)
                .filter(reason -> !code.contains('"' + reason + '"'))
                .collect(Collectors.toCollection(TreeSet::new));
        // Made of its status.
        unknown.remove("method-not-allowed");

        assertThat(unknown).isEmpty();
    }

    @Test
    void the_guide_lists_every_reason() throws IOException {
        String table = Reasons.all().stream()
                .map(reason -> "| `%s` | %d | %s |\n"
                        .formatted(reason.code(), reason.status().value(), reason.meaning()))
                .collect(Collectors.joining());

        assertThat(Files.readString(GUIDE)).contains("| reason | status | meaning |\n|---|---|---|\n" + table + "\n");
    }

    private static HttpStatus status(MatchResult refusal) {
        return switch (refusal.group(1)) {
            case "conflict" -> HttpStatus.CONFLICT;
            case "forbidden" -> HttpStatus.FORBIDDEN;
            case "unprocessable" -> HttpStatus.UNPROCESSABLE_CONTENT;
            case null, default -> HttpStatus.valueOf(refusal.group(2));
        };
    }

    /** A literal, or what a constant of that name stands for; nothing for what is only known when it runs. */
    private static Stream<String> code(String argument, String source) {
        if (argument.startsWith("\"")) {
            return Stream.of(argument.replace("\"", ""));
        }
        String constant = argument.substring(argument.lastIndexOf('.') + 1);
        Pattern definition = Pattern.compile("String " + constant + " = \"([a-z-]+)\"");
        return Stream.concat(Stream.of(source), sources())
                .flatMap(text -> definition.matcher(text).results())
                .map(match -> match.group(1))
                .limit(1);
    }

    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(CODE)) {
            return files
                    .filter(file -> file.toString().endsWith(".java") && !file.startsWith(CODE.resolve("sandbox")))
                    .map(ReasonsTests::read)
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
