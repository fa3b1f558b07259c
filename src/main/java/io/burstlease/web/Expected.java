package io.burstlease.web;

import java.util.List;
import java.util.Locale;

/** What a value of a type looks like, for people who sent another. */
final class Expected {

    private Expected() {}

    static String of(Class<?> type) {
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
