package io.burstlease.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** What the contract lets people do with one thing, so that no test of all verbs leaves one out. */
public final class ContractVerbs {

    private ContractVerbs() {}

    /**
     * The last words of the paths to post to.
     *
     * @param things such as {@code leases}, for {@code /v1/leases/{id}/verb}
     */
    public static Set<String> on(String things) {
        Pattern verb = Pattern.compile("/v1/" + Pattern.quote(things) + "/\\{id}/(\\w+)");
        return Objects.requireNonNull(contract().get("paths")).entrySet().stream()
                .filter(path -> path.getValue().containsKey("post"))
                .map(path -> verb.matcher(path.getKey()))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, Map<String, Map<String, Object>>> contract() {
        try {
            return new Yaml().load(Files.readString(Path.of("openapi", "openapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
