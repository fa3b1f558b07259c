package io.burstlease.whole;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The committed contract, as something that answers are held against: nothing but what it states may come. */
final class Contract {

    private static final String HERE = "https://burstlease.test/openapi";
    private static final JsonMapper JSON = new JsonMapper();

    static final Contract COMMITTED = new Contract(
            new YAMLMapper().readTree(Path.of("openapi", "openapi.yaml").toFile()));

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private Contract(JsonNode document) {
        this.document = document;
        JsonNode closed = document.deepCopy();
        closed.at("/components/schemas").forEach(Contract::close);
        this.schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi30(),
                registry -> registry.schemas(Map.of(HERE, JSON.writeValueAsString(closed)))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** A field that the contract does not know is a fault of one of the two. */
    private static void close(JsonNode schema) {
        if (schema.has("properties") && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
    }

    /** One endpoint: {@code POST} and {@code /v1/leases/{id}/approve}. */
    record Operation(String method, String template, JsonNode body) {

        /** For {@link Operation} in a set. */
        String name() {
            return method + " " + template;
        }

        Stream<JsonNode> parameters() {
            return body.path("parameters").valueStream();
        }
    }

    Stream<Operation> operations() {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())));
    }

    Operation operation(String method, String template) {
        return operations()
                .filter(operation -> operation.name().equals(method + " " + template))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(method + " " + template + " is not in the contract"));
    }

    /** The example of its body; empty where it takes none. */
    Optional<String> example(Operation operation) {
        JsonNode schema = operation.body().at("/requestBody/content/application~1json/schema/$ref");
        return schema.isMissingNode()
                ? Optional.empty()
                : Optional.of(resolve(schema.asString()).path("example")).map(JsonNode::toString);
    }

    /** What about an answer is not as the contract says; empty too where it knows no such path and method. */
    List<String> faults(String method, URI address, int status, String type, String body) {
        return find(method, address.getPath())
                .map(operation -> faults(operation, status, type.replaceAll(";.*", ""), body))
                .orElse(List.of());
    }

    private Optional<Operation> find(String method, String path) {
        return operations()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> path.matches(operation.template().replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparing(operation -> operation.template().contains("{")));
    }

    private List<String> faults(Operation operation, int status, String type, String body) {
        String at = "/paths/%s/%s/responses/%d"
                .formatted(pointer(operation.template()), operation.method().toLowerCase(Locale.ROOT), status);
        JsonNode stated = document.at(at);
        if (stated.isMissingNode()) {
            return List.of("%s is never answered with %d".formatted(operation.name(), status));
        }
        if (stated.has("$ref")) {
            at = stated.path("$ref").asString().substring(1);
            stated = document.at(at);
        }
        JsonNode content = stated.path("content");
        if (content.isMissingNode() || body.isEmpty()) {
            return content.isMissingNode() == body.isEmpty()
                    ? List.of()
                    : List.of("%s %d: a body where there is none, or none where there is one"
                            .formatted(operation.name(), status));
        }
        if (!content.has(type)) {
            return List.of("%s %d is never answered as %s".formatted(operation.name(), status, type));
        }
        return type.endsWith("json") ? faults(at + "/content/" + pointer(type), content.path(type), body) : List.of();
    }

    private List<String> faults(String at, JsonNode content, String body) {
        JsonNode answer = JSON.readTree(body);
        List<String> faults = new ArrayList<>();
        schemas.getSchema(SchemaLocation.of(HERE + "#" + at + "/schema"))
                .validate(answer)
                .forEach(error -> faults.add(at + ": " + error));
        TreeSet<String> reasons = new TreeSet<>(content.path("examples").propertyNames());
        if (answer.has("reason")
                && answer.has("title")
                && !reasons.contains(answer.path("reason").asString())) {
            faults.add("%s: reason %s is not one of %s"
                    .formatted(at, answer.path("reason").asString(), reasons));
        }
        return faults;
    }

    private JsonNode resolve(String reference) {
        return document.at(reference.substring(1));
    }

    private static String pointer(String text) {
        return text.replace("~", "~0").replace("/", "~1");
    }
}
