package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads bodies in the API's protobuf form, which kubectl uses for its typed calls (create, drain, auth) whatever a
 * server offers. Knows the kinds and fields of {@link #MESSAGES}; other kinds are refused as an unsupported media type.
 */
final class Protobuf {

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    /** Message, then its fields as number, name and type; a star means that it may come more than once. */
    private static final String MESSAGES = """
            ObjectMeta: 1 name text, 2 generateName text, 3 namespace text, 5 uid text, 6 resourceVersion text, 11 labels map, 12 annotations map
            Namespace: 1 metadata ObjectMeta
            ConfigMap: 1 metadata ObjectMeta, 2 data map
            Secret: 1 metadata ObjectMeta, 2 data bytes, 3 type text
            ServiceAccount: 1 metadata ObjectMeta
            LabelSelector: 1 matchLabels map, 2 matchExpressions *Requirement
            Requirement: 1 key text, 2 operator text, 3 values *text
            IntOrString: 1 type number, 2 intVal number, 3 strVal text
            PodDisruptionBudget: 1 metadata ObjectMeta, 2 spec PodDisruptionBudgetSpec
            PodDisruptionBudgetSpec: 1 minAvailable IntOrString, 2 selector LabelSelector, 3 maxUnavailable IntOrString
            Container: 1 name text, 2 image text, 3 command *text, 4 args *text
            PodSpec: 2 containers *Container, 3 restartPolicy text, 7 nodeSelector map, 10 nodeName text
            PodTemplateSpec: 1 metadata ObjectMeta, 2 spec PodSpec
            Pod: 1 metadata ObjectMeta, 2 spec PodSpec
            Deployment: 1 metadata ObjectMeta, 2 spec DeploymentSpec
            DeploymentSpec: 1 replicas number, 2 selector LabelSelector, 3 template PodTemplateSpec
            Job: 1 metadata ObjectMeta, 2 spec JobSpec
            JobSpec: 1 parallelism number, 2 completions number, 6 template PodTemplateSpec, 7 backoffLimit number
            Eviction: 1 metadata ObjectMeta, 2 deleteOptions DeleteOptions
            DeleteOptions: 1 gracePeriodSeconds number, 2 preconditions Preconditions, 4 propagationPolicy text, 5 dryRun *text
            Preconditions: 1 uid text, 2 resourceVersion text
            SelfSubjectReview: 1 metadata ObjectMeta
            SelfSubjectAccessReview: 1 metadata ObjectMeta, 2 spec AccessSpec
            SelfSubjectRulesReview: 1 metadata ObjectMeta, 2 spec RulesSpec
            RulesSpec: 1 namespace text
            SubjectAccessReview: 1 metadata ObjectMeta, 2 spec AccessSpec
            AccessSpec: 1 resourceAttributes Wish, 2 nonResourceAttributes Path, 3 user text, 4 groups *text
            Wish: 1 namespace text, 2 verb text, 3 group text, 4 version text, 5 resource text, 6 subresource text, 7 name text
            Path: 1 path text, 2 verb text
            """;

    private static final Map<String, Map<Long, Field>> KNOWN = known();

    private final byte[] bytes;
    private int at;

    private Protobuf(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    private record Field(String name, String type, boolean repeated) {}

    private static Map<String, Map<Long, Field>> known() {
        Map<String, Map<Long, Field>> known = new HashMap<>();
        MESSAGES.lines().forEach(line -> {
            String[] sides = line.split(": ", 2);
            Map<Long, Field> fields = new HashMap<>();
            for (String each : sides[1].split(", ")) {
                String[] words = each.split(" ");
                boolean repeated = words[2].startsWith("*");
                fields.put(Long.parseLong(words[0]), new Field(words[1], words[2].replace("*", ""), repeated));
            }
            known.put(sides[0], fields);
        });
        known.put("Envelope", Map.of(1L, new Field("type", "Type", false), 2L, new Field("raw", "raw", false)));
        known.put("Type", Map.of(1L, new Field("apiVersion", "text", false), 2L, new Field("kind", "text", false)));
        return Map.copyOf(known);
    }

    static ObjectNode read(byte[] body) {
        if (body.length < 4 || !Arrays.equals(Arrays.copyOf(body, 4), MAGIC)) {
            throw malformed();
        }
        ObjectNode envelope = new Protobuf(body, 4).message("Envelope");
        String kind = Json.text(envelope, "type", "kind");
        if (!KNOWN.containsKey(kind)) {
            throw ApiFailure.unsupportedMediaType("application/json, application/yaml");
        }
        byte[] raw = Base64.getDecoder().decode(Json.text(envelope, "raw"));
        ObjectNode object = new Protobuf(raw, 0).message(kind);
        return object.put("apiVersion", Json.text(envelope, "type", "apiVersion"))
                .put("kind", kind);
    }

    private static ApiFailure malformed() {
        return ApiFailure.badRequest("the body is no protobuf object");
    }

    private ObjectNode message(String name) {
        ObjectNode node = Json.object();
        Map<Long, Field> fields = KNOWN.getOrDefault(name, Map.of());
        while (at < bytes.length) {
            long tag = varint();
            Field field = fields.get(tag >> 3);
            switch ((int) (tag & 7)) {
                case 0 -> {
                    long value = varint();
                    if (field != null) {
                        node.put(field.name(), (int) value);
                    }
                }
                case 1 -> at += 8;
                case 2 -> {
                    byte[] value = delimited();
                    if (field != null) {
                        add(node, field, value);
                    }
                }
                default -> at += 4;
            }
        }
        return node;
    }

    private static void add(ObjectNode node, Field field, byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        switch (field.type()) {
            case "text" -> {
                if (field.repeated()) {
                    Json.list(node, field.name()).add(text);
                } else if (!text.isEmpty()) {
                    node.put(field.name(), text);
                }
            }
            case "raw" -> node.put(field.name(), Base64.getEncoder().encodeToString(value));
            case "map", "bytes" ->
                entry(Json.child(node, field.name()), value, field.type().equals("bytes"));
            case "IntOrString" -> {
                ObjectNode either = new Protobuf(value, 0).message(field.type());
                boolean string = Json.number(either, "type") == 1;
                node.set(field.name(), either.path(string ? "strVal" : "intVal"));
            }
            default -> {
                ObjectNode inner = new Protobuf(value, 0).message(field.type());
                if (field.repeated()) {
                    Json.list(node, field.name()).add(inner);
                } else {
                    node.set(field.name(), inner);
                }
            }
        }
    }

    private static void entry(ObjectNode map, byte[] pair, boolean binary) {
        Protobuf reader = new Protobuf(pair, 0);
        String key = "";
        byte[] value = new byte[0];
        while (reader.at < pair.length) {
            boolean first = reader.varint() >> 3 == 1;
            byte[] part = reader.delimited();
            if (first) {
                key = new String(part, StandardCharsets.UTF_8);
            } else {
                value = part;
            }
        }
        map.put(key, binary ? Base64.getEncoder().encodeToString(value) : new String(value, StandardCharsets.UTF_8));
    }

    private byte[] delimited() {
        long length = varint();
        if (length < 0 || length > bytes.length - at) {
            throw malformed();
        }
        byte[] part = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return part;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64 && at < bytes.length; shift += 7) {
            byte part = bytes[at++];
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                break;
            }
        }
        return value;
    }
}
