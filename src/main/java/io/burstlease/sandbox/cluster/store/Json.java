package io.burstlease.sandbox.cluster.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reading and building JSON trees without null checks: a missing path reads as empty. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An object of string properties: name, value, name, value. */
    public static ObjectNode of(String... pairs) {
        ObjectNode node = object();
        for (int i = 0; i < pairs.length; i += 2) {
            node.put(pairs[i], pairs[i + 1]);
        }
        return node;
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode array(Iterable<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    public static ArrayNode array(String... values) {
        return array(List.of(values));
    }

    public static ObjectNode parse(String json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    public static JsonNode parseAny(byte[] json) {
        return MAPPER.readTree(json);
    }

    public static JsonNode parseYaml(byte[] yaml) {
        return YAML.readTree(yaml);
    }

    /** Every object of a YAML or JSON stream of documents, empty documents left out, lists taken apart. */
    public static List<ObjectNode> documents(String yaml) {
        List<ObjectNode> found = new ArrayList<>();
        YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll().forEach(node -> {
            if (node instanceof ObjectNode one && text(one, "kind").endsWith("List")) {
                objects(one, "items").forEach(found::add);
            } else if (node instanceof ObjectNode one) {
                found.add(one);
            }
        });
        return found;
    }

    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    public static JsonNode at(JsonNode node, String... path) {
        JsonNode at = node;
        for (String step : path) {
            at = at.path(step);
        }
        return at;
    }

    /** The text at the path, or an empty string. */
    public static String text(JsonNode node, String... path) {
        return at(node, path).asString("");
    }

    /** The whole number at the path, or 0. */
    public static long number(JsonNode node, String... path) {
        return at(node, path).asLong(0);
    }

    public static boolean flag(JsonNode node, String... path) {
        return at(node, path).asBoolean(false);
    }

    /** The object at the path, made where it is missing or null. */
    public static ObjectNode child(ObjectNode parent, String... path) {
        ObjectNode at = parent;
        for (String step : path) {
            at = at.get(step) instanceof ObjectNode there ? there : at.putObject(step);
        }
        return at;
    }

    /** The array of that name, made where it is missing or null. */
    public static ArrayNode list(ObjectNode parent, String name) {
        return parent.get(name) instanceof ArrayNode there ? there : parent.putArray(name);
    }

    public static Stream<JsonNode> stream(JsonNode node, String... path) {
        JsonNode at = at(node, path);
        return at.isArray() ? StreamSupport.stream(at.spliterator(), false) : Stream.empty();
    }

    public static Stream<ObjectNode> objects(JsonNode node, String... path) {
        return stream(node, path).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    public static List<String> texts(JsonNode node, String... path) {
        return stream(node, path).map(each -> each.asString("")).toList();
    }

    /** The string map at the path, in its order; empty where it is missing. */
    public static Map<String, String> map(JsonNode node, String... path) {
        Map<String, String> map = new LinkedHashMap<>();
        at(node, path)
                .properties()
                .forEach(each -> map.put(each.getKey(), each.getValue().asString("")));
        return map;
    }

    public static ObjectNode meta(ObjectNode object) {
        return child(object, "metadata");
    }

    public static String name(JsonNode object) {
        return text(object, "metadata", "name");
    }

    public static String namespace(JsonNode object) {
        return text(object, "metadata", "namespace");
    }

    public static Map<String, String> labels(JsonNode object) {
        return map(object, "metadata", "labels");
    }

    public static boolean deleting(JsonNode object) {
        return at(object, "metadata", "deletionTimestamp").isString();
    }
}
