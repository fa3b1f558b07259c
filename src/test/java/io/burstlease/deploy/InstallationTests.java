package io.burstlease.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.settings.SettingsCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import tools.jackson.databind.JsonNode;

/** The example overlay, with the Secrets that its comment makes, is a service that starts. */
class InstallationTests {

    private static final Path EXAMPLE = Path.of("k8s/overlays/example");
    private static final Pattern SECRET =
            Pattern.compile("create secret generic (\\S+)((?:\\s+--from-literal=\\S.*?)+)$");
    private static final Pattern LITERAL = Pattern.compile("--from-literal=(\\w+)=(\"[^\"]*\"|\\S+)");

    private static Manifests example = new Manifests(List.of());

    @BeforeAll
    static void render() {
        example = Rendered.of(EXAMPLE.toString());
    }

    @Test
    void the_example_and_the_secrets_it_names_are_all_that_the_service_asks_for() throws IOException {
        ConfigurableEnvironment environment = environment(pod().at("/containers/0"));

        // Only a pod has the token file of a service account; that it is mounted, another test says.
        assertThat(faults(environment)).allSatisfy(fault -> assertThat(fault).contains("does not run in a pod"));
        assertThat(environment.getProperty("burstlease.cluster.join-endpoint")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.flyway.user",
                "spring.flyway.password",
                "burstlease.installation-id"
            })
    void the_migration_is_given_what_it_asks_for(String setting) throws IOException {
        assertThat(environment(pod().at("/initContainers/0")).getProperty(setting))
                .isNotBlank();
    }

    @Test
    void what_no_overlay_has_set_is_named_at_the_start() throws IOException {
        Manifests base = Rendered.of("k8s/base");
        Map<String, Object> variables = new TreeMap<>();
        base.of("ConfigMap")
                .getFirst()
                .path("data")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asString()));

        assertThat(faults(environment(variables)))
                .anyMatch(fault -> fault.startsWith("burstlease.provision.security-group-id is missing"))
                .anyMatch(fault -> fault.startsWith("burstlease.secrets.key is missing"))
                .anyMatch(fault -> fault.startsWith("burstlease.cloud.region is missing"));
    }

    @Test
    void the_pod_is_given_the_time_that_its_service_takes_to_end() throws IOException {
        ConfigurableEnvironment environment = environment(Map.of());
        Duration requests = DurationStyle.detectAndParse(
                environment.getRequiredProperty("spring.lifecycle.timeout-per-shutdown-phase"));
        Duration pause = Duration.ofSeconds(
                pod().at("/containers/0/lifecycle/preStop/sleep/seconds").asLong());
        Duration grace =
                Duration.ofSeconds(pod().path("terminationGracePeriodSeconds").asLong());

        assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
        assertThat(pause).isPositive();
        // Errands stop first, within burstlease.workflow.shutdown-wait; requests after them.
        assertThat(grace).isGreaterThan(pause.plus(Duration.ofSeconds(10)).plus(requests));
    }

    private static JsonNode pod() {
        return example.one("Deployment", "burstlease").at("/spec/template/spec");
    }

    private static List<String> faults(ConfigurableEnvironment environment) {
        return SpringFactoriesLoader.forDefaultResourceLocation(InstallationTests.class.getClassLoader())
                .load(SettingsCheck.class)
                .stream()
                .flatMap(check -> check.faults(environment).stream())
                .toList();
    }

    /** What the container's process sees: its variables over the settings in the jar. */
    private static ConfigurableEnvironment environment(JsonNode container) throws IOException {
        Map<String, Object> variables = new TreeMap<>();
        for (JsonNode from : container.path("envFrom").values()) {
            if (from.has("configMapRef")) {
                example.one("ConfigMap", from.at("/configMapRef/name").asString())
                        .path("data")
                        .properties()
                        .forEach(entry ->
                                variables.put(entry.getKey(), entry.getValue().asString()));
            } else {
                variables.putAll(secret(from.at("/secretRef/name").asString()));
            }
        }
        for (JsonNode one : container.path("env").values()) {
            JsonNode key = one.at("/valueFrom/secretKeyRef");
            variables.put(
                    one.path("name").asString(),
                    secret(key.path("name").asString()).get(key.path("key").asString()));
        }
        return environment(variables);
    }

    private static ConfigurableEnvironment environment(Map<String, Object> variables) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().stream()
                .map(source -> source.getName())
                .toList()
                .forEach(environment.getPropertySources()::remove);
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    /** A Secret as the commands in the example's comment make it. */
    private static Map<String, String> secret(String name) throws IOException {
        String commands = Files.readString(EXAMPLE.resolve("kustomization.yaml"))
                .replaceAll("\\\\\n#", " ")
                .replaceAll("(?m)^#\\s*", "");
        return Arrays.stream(commands.split("\n"))
                .flatMap(line -> SECRET.matcher(line).results())
                .filter(command -> command.group(1).equals(name))
                .flatMap(InstallationTests::literals)
                .collect(Collectors.toMap(literal -> literal.group(1), literal -> value(literal.group(2))));
    }

    private static Stream<MatchResult> literals(MatchResult command) {
        return LITERAL.matcher(command.group(2)).results();
    }

    private static String value(String written) {
        return written.contains("openssl rand -base64 32") ? Base64.getEncoder().encodeToString(new byte[32]) : written;
    }
}
