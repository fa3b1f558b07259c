package io.burstlease.sandbox.history;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What became of one application, in a line of {@code sandbox/history.txt}.
 *
 * @param daysAgo when it was applied for, counted back from today in the billing zone
 * @param applicant a person, or {@code program:person} for a program that asks on behalf of one
 * @param term in the notation of ISO 8601
 * @param twists what happened on the way
 */
record Story(
        int daysAgo,
        LocalTime time,
        String team,
        String project,
        String applicant,
        int hosts,
        String hostClass,
        String term,
        Fate fate,
        Map<String, String> twists,
        String purpose) {

    /** How it ended. */
    enum Fate {
        EXPIRED,
        /** Given back early. */
        RETURNED,
        /** Taken back by an operator. */
        FORCED,
        /** No offer could be had before the wait was over. */
        GAVE_UP,
        CANCELLED,
        REJECTED,
        LAPSED
    }

    /** Renewed once, by the term that follows. */
    static final String RENEWED = "renewed";

    /** A renewal by the term that follows was asked for and refused. */
    static final String NOT_RENEWED = "not-renewed";

    /** The cloud took a host, and another one was bought in its place. */
    static final String HOST_LOST = "host-lost";

    /** The first offer tried was out of stock. */
    static final String NO_STOCK = "no-stock";

    private static final Pattern LINE = Pattern.compile("(?<days>\\d+) (?<time>\\d\\d:\\d\\d)"
            + " +(?<team>[a-z]+)/(?<project>[a-z]+) +(?<who>[a-z:-]+) +(?<hosts>\\d+)x (?<class>\\S+) +(?<term>P\\w+)"
            + " +(?<fate>[A-Z_]+)(?<twists>(?: [a-z-]+(?:=\\w+)?)*) *\\| (?<purpose>.+)");

    static Story read(String line) {
        Matcher part = LINE.matcher(line);
        if (!part.matches()) {
            throw new IllegalArgumentException("no story: " + line);
        }
        return new Story(
                Integer.parseInt(part.group("days")),
                LocalTime.parse(part.group("time")),
                part.group("team"),
                part.group("project"),
                part.group("who"),
                Integer.parseInt(part.group("hosts")),
                part.group("class"),
                part.group("term"),
                Fate.valueOf(part.group("fate")),
                Arrays.stream(part.group("twists").split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.split("=", 2))
                        .collect(Collectors.toMap(word -> word[0], word -> word.length > 1 ? word[1] : "")),
                part.group("purpose"));
    }

    boolean has(String twist) {
        return twists.containsKey(twist);
    }

    Optional<String> twist(String twist) {
        return Optional.ofNullable(twists.get(twist));
    }

    /** The account that asked. */
    String subject() {
        return applicant.split(":", 2)[0];
    }

    /** The person that a program asked for. */
    Optional<String> onBehalfOf() {
        return isBurst() ? Optional.of(applicant.split(":", 2)[1]) : Optional.empty();
    }

    /** The applicant as the audit trail names it. */
    String actor() {
        return onBehalfOf().map(person -> subject() + " for " + person).orElse(subject());
    }

    boolean isBurst() {
        return applicant.contains(":");
    }
}
