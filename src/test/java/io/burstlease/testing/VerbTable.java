package io.burstlease.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What each verb answers in each state, by who says it, as a table of Markdown. */
public final class VerbTable {

    private final List<String> actors;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    public VerbTable(List<String> actors) {
        this.actors = actors;
    }

    public void add(String state, String verb, String answer) {
        rows.computeIfAbsent(state + " | " + verb, row -> new ArrayList<>()).add(answer);
    }

    @Override
    public String toString() {
        String head = "| state | verb | " + String.join(" | ", actors) + " |\n|---|---|" + "---|".repeat(actors.size());
        return head
                + rows.entrySet().stream()
                        .map(row -> "\n| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |")
                        .collect(Collectors.joining());
    }
}
