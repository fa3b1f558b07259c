package io.burstlease.web;

import jakarta.validation.Validator;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds everything that is wrong with a body of which one fault is known: reads it again without the value at fault,
 * until it can be read, and then judges the values that could be.
 */
@Component
class BodyDiagnosis {

    /** Past this many the sender has misunderstood something else. */
    private static final int ENOUGH = 50;

    private final JsonMapper json;
    private final Validator validator;

    BodyDiagnosis(RequestJson json, Validator validator) {
        this.json = json.mapper();
        this.validator = validator;
    }

    List<Fault> faults(byte[] body, Type type) {
        List<Fault> faults = new ArrayList<>();
        JsonNode tree = json.readTree(body);
        JavaType form = json.constructType(type);
        while (faults.size() < ENOUGH) {
            try {
                addInvalid(json.treeToValue(tree, form), faults);
                return faults;
            } catch (JacksonException unreadable) {
                List<JacksonException.Reference> path = unreadable.getPath();
                addUnreadable(unreadable, path(path), faults);
                if (path.isEmpty() || !remove(tree, path)) {
                    return faults;
                }
            }
        }
        return faults;
    }

    private void addInvalid(@Nullable Object body, List<Fault> faults) {
        if (body != null) {
            Set<String> known = faults.stream().map(Fault::field).collect(Collectors.toSet());
            validator.validate(body).stream()
                    .map(ValidationFaults::of)
                    .filter(fault -> !known.contains(fault.field()))
                    .sorted(ValidationFaults.BY_FIELD)
                    .forEach(faults::add);
        }
    }

    /** A thing that cannot be made because one of its fields was taken out has no fault of its own. */
    private static void addUnreadable(JacksonException unreadable, String field, List<Fault> faults) {
        boolean known = unreadable instanceof ValueInstantiationException
                && faults.stream().anyMatch(fault -> fault.field().startsWith(field));
        if (!known) {
            faults.add(fault(unreadable, field));
        }
    }

    private static Fault fault(JacksonException unreadable, String field) {
        return switch (unreadable) {
            case UnrecognizedPropertyException unknown ->
                new Fault(field, "unknown-field", "is not a field of this request");
            case ValueInstantiationException unmade
            when unmade.getCause() instanceof IllegalArgumentException refusal ->
                new Fault(field, "invalid-value", String.valueOf(refusal.getMessage()));
            case InvalidFormatException text
            when text.getTargetType() == String.class && text.getValue() instanceof String ->
                new Fault(field, "characters", PlainText.RULE);
            case InputCoercionException number ->
                new Fault(field, "type", "must be " + Expected.of(number.getTargetType()) + ", and not so large a one");
            case MismatchedInputException other
            when other.getTargetType() != null ->
                new Fault(field, "type", "must be " + Expected.of(other.getTargetType()));
            default -> new Fault(field, "type", "is not of the kind that stands here");
        };
    }

    /** Takes the value out; false where it is not there, so that nobody tries for ever. */
    private static boolean remove(JsonNode tree, List<JacksonException.Reference> path) {
        JsonNode holder = tree;
        for (JacksonException.Reference step : path.subList(0, path.size() - 1)) {
            holder =
                    step.getPropertyName() == null ? holder.path(step.getIndex()) : holder.path(step.getPropertyName());
        }
        JacksonException.Reference last = path.getLast();
        return switch (holder) {
            case ObjectNode object
            when object.has(last.getPropertyName()) -> object.remove(last.getPropertyName()) != null;
            case ArrayNode array
            when array.has(last.getIndex()) && !array.get(last.getIndex()).isNull() -> {
                array.setNull(last.getIndex());
                yield true;
            }
            default -> false;
        };
    }

    private static String path(List<JacksonException.Reference> path) {
        String text = path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return text.isEmpty() ? "body" : text.startsWith(".") ? text.substring(1) : text;
    }
}
