package io.burstlease.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * Goes on reading a request's body past a field that cannot be read, and remembers it, so that all of them are told at
 * once. Elsewhere than in a request's body it leaves everything as it is.
 */
final class JsonFaults extends DeserializationProblemHandler {

    private static final String COLLECTED = JsonFaults.class.getName();

    /** From here on the faults of this request's body are collected. */
    static void collect() {
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(COLLECTED, new ArrayList<Fault>(), RequestAttributes.SCOPE_REQUEST);
    }

    /** What was collected so far in this request. */
    static List<Fault> collected() {
        return list().map(List::copyOf).orElse(List.of());
    }

    @SuppressWarnings("unchecked") // only collect() puts something under this name
    private static Optional<List<Fault>> list() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(request -> (List<Fault>) request.getAttribute(COLLECTED, RequestAttributes.SCOPE_REQUEST));
    }

    /** The path of the value the parser is at, as {@code dataSets[0].size}. */
    static String path(@Nullable TokenStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return parent + "[" + context.getCurrentIndex() + "]";
        }
        String name = context.currentName();
        return name == null ? parent : parent.isEmpty() ? name : parent + "." + name;
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context, JsonParser json, ValueDeserializer<?> reader, Object target, String name) {
        if (add(path(json.streamReadContext()), "unknown-field", "is not a field of this request")) {
            json.skipChildren();
            return true;
        }
        return false;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String message) {
        return unreadable(context, type, "'%s' is not %s".formatted(value, expected(type)));
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String message) {
        return unreadable(context, type, "%s is not %s".formatted(value, expected(type)));
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser json, String message) {
        Class<?> wanted = type.getRawClass();
        Object instead = unreadable(context, wanted, "must be " + expected(wanted));
        if (instead != NOT_HANDLED) {
            json.skipChildren();
        }
        return instead;
    }

    @Override
    public @Nullable Object handleNullForPrimitives(
            DeserializationContext context,
            Class<?> type,
            JsonParser json,
            ValueDeserializer<?> reader,
            String message) {
        return add(path(json.streamReadContext()), "required", "must not be null") ? zero(type) : NOT_HANDLED;
    }

    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable cause) {
        String field = path(context.getParser().streamReadContext());
        boolean followsFromAnother =
                collected().stream().anyMatch(fault -> fault.field().startsWith(field));
        if (followsFromAnother) {
            return list().isPresent() ? null : NOT_HANDLED;
        }
        String message =
                cause instanceof IllegalArgumentException ? String.valueOf(cause.getMessage()) : "is not valid";
        return add(field, "invalid-value", message) ? null : NOT_HANDLED;
    }

    private static @Nullable Object unreadable(DeserializationContext context, Class<?> type, String message) {
        return add(path(context.getParser().streamReadContext()), "type", message) ? zero(type) : NOT_HANDLED;
    }

    private static boolean add(String field, String reason, String message) {
        Optional<List<Fault>> faults = list();
        faults.ifPresent(list -> list.add(new Fault(field.isEmpty() ? "body" : field, reason, message)));
        return faults.isPresent();
    }

    /** What stands in for the value until the refusal: it never reaches a controller. */
    private static @Nullable Object zero(Class<?> type) {
        return type.isPrimitive() ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0) : null;
    }

    static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "Short", "BigInteger" -> "a whole number";
            case "double", "Double", "float", "Float", "BigDecimal" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "a string";
            case "Instant", "OffsetDateTime" -> "a time such as 2026-03-01T08:00:00Z";
            case "LocalDate" -> "a date such as 2026-03-01";
            case "YearMonth" -> "a month such as 2026-03";
            case "Duration" -> "a duration such as PT12H";
            case "Period" -> "a period such as P7D";
            case "UUID" -> "a UUID";
            case "List", "Set", "Collection" -> "a list";
            default ->
                type.isPrimitive() || type.getName().startsWith("java.")
                        ? "a " + type.getSimpleName().toLowerCase(Locale.ROOT)
                        : "a well-formed " + type.getSimpleName();
        };
    }
}
