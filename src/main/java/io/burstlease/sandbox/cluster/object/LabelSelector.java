package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A label selector, from its query form or from the JSON form of workloads and budgets. */
public final class LabelSelector {

    private static final String KEY = "([A-Za-z0-9][A-Za-z0-9_./-]*)";
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EQUAL = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*([A-Za-z0-9_.-]*)");
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);

    private final List<Requirement> requirements;

    private LabelSelector(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    private record Requirement(String key, String operator, List<String> values) {

        boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                case "Gt" -> value != null && number(value) > number(values.getFirst());
                case "Lt" -> value != null && number(value) < number(values.getFirst());
                default -> false;
            };
        }

        private static long number(String text) {
            return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0;
        }
    }

    /** Parses the query form; an empty text selects everything. */
    public static LabelSelector parse(String text) {
        List<Requirement> found = new ArrayList<>();
        for (String part : text.split(",(?![^(]*\\))", -1)) {
            if (!part.isBlank()) {
                found.add(requirement(part.strip()));
            }
        }
        return new LabelSelector(found);
    }

    private static Requirement requirement(String part) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values =
                    List.of(set.group(3).split(",")).stream().map(String::strip).toList();
            return new Requirement(set.group(1), set.group(2).equals("in") ? "In" : "NotIn", values);
        }
        Matcher equal = EQUAL.matcher(part);
        if (equal.matches()) {
            String operator = equal.group(2).equals("!=") ? "NotIn" : "In";
            return new Requirement(equal.group(1), operator, List.of(equal.group(3)));
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            String operator = exists.group(1).isEmpty() ? "Exists" : "DoesNotExist";
            return new Requirement(exists.group(2), operator, List.of());
        }
        throw ApiFailure.badRequest("unable to parse requirement: " + part);
    }

    /** The JSON form with matchLabels and matchExpressions; empty selects everything. */
    public static LabelSelector of(JsonNode selector) {
        List<Requirement> found = new ArrayList<>();
        Json.map(selector, "matchLabels")
                .forEach((key, value) -> found.add(new Requirement(key, "In", List.of(value))));
        Json.stream(selector, "matchExpressions").map(LabelSelector::expression).forEach(found::add);
        return new LabelSelector(found);
    }

    /** Expressions of a node selector term: {@code matchExpressions} or {@code matchFields}. */
    public static LabelSelector ofExpressions(JsonNode expressions) {
        return new LabelSelector(
                Json.stream(expressions).map(LabelSelector::expression).toList());
    }

    /** A plain map, all of whose pairs must be there. */
    public static LabelSelector ofMap(Map<String, String> pairs) {
        return new LabelSelector(pairs.entrySet().stream()
                .map(pair -> new Requirement(pair.getKey(), "In", List.of(pair.getValue())))
                .toList());
    }

    private static Requirement expression(JsonNode node) {
        return new Requirement(Json.text(node, "key"), Json.text(node, "operator"), Json.texts(node, "values"));
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(each -> each.holds(labels));
    }

    public boolean matches(JsonNode object) {
        return matches(Json.labels(object));
    }

    public boolean isEmpty() {
        return requirements.isEmpty();
    }
}
