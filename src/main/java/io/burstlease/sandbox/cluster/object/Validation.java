package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.ApiFailure.Cause;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The checks that every object meets; {@link Rules} has those of single kinds. */
final class Validation {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern PATH_SEGMENT = Pattern.compile("(?!\\.{1,2}$)[^/%]+");
    private static final Pattern LABEL_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");
    private static final String NAME_RULE = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
            + " characters, '-' or '.', and must start and end with an alphanumeric character";

    private final List<Cause> causes = new ArrayList<>();

    private Validation() {}

    /** Refuses with 422 and every broken rule at once. */
    static void check(Kind kind, ObjectNode object, @Nullable ObjectNode before) {
        Validation found = new Validation();
        found.metadata(kind, object);
        Rules.of(kind, found).check(object, before);
        if (!found.causes.isEmpty()) {
            throw ApiFailure.invalid(kind, Json.name(object), found.causes);
        }
    }

    private void metadata(Kind kind, ObjectNode object) {
        boolean free = kind.group().startsWith("rbac.");
        String name = Json.name(object);
        if (!(free ? PATH_SEGMENT : SUBDOMAIN).matcher(name).matches()) {
            invalid("metadata.name", name, NAME_RULE);
        }
        Json.labels(object).forEach((key, value) -> {
            String local = key.substring(key.lastIndexOf('/') + 1);
            if (!LABEL_NAME.matcher(local).matches()) {
                invalid("metadata.labels", key, "name part must consist of alphanumeric characters, '-', '_' or '.'");
            }
            if (!LABEL_VALUE.matcher(value).matches()) {
                invalid(
                        "metadata.labels",
                        value,
                        "a valid label must be an empty string or consist of alphanumeric"
                                + " characters, '-', '_' or '.', and must start and end with an alphanumeric character");
            }
        });
    }

    void invalid(String field, String value, String rule) {
        causes.add(new Cause("FieldValueInvalid", "Invalid value: \"" + value + "\": " + rule, field));
    }

    void required(String field, String rule) {
        causes.add(new Cause("FieldValueRequired", "Required value" + (rule.isEmpty() ? "" : ": " + rule), field));
    }

    void forbidden(String field, String rule) {
        causes.add(new Cause("FieldValueForbidden", "Forbidden: " + rule, field));
    }

    void unsupported(String field, String value, String supported) {
        String message = "Unsupported value: \"" + value + "\": supported values: " + supported;
        causes.add(new Cause("FieldValueNotSupported", message, field));
    }

    void immutable(String field, JsonNode before, JsonNode after) {
        if (!before.equals(after)) {
            invalid(field, after.isValueNode() ? after.asString("") : Json.write(after), "field is immutable");
        }
    }
}
