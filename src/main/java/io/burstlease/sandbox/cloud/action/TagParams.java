package io.burstlease.sandbox.cloud.action;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads {@code Tag.N.Key} and {@code Tag.N.Value}. */
final class TagParams {

    static final int MOST = 20;
    private static final int LONGEST = 128;

    private TagParams() {}

    /** Tags to be set. */
    static Map<String, String> toSet(Params params) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Params tag : params.groups("Tag", MOST)) {
            String key = tag.required("Key");
            String value = tag.get("Value", "");
            check(key, value);
            if (tags.put(key, value) != null) {
                throw new Refusal(400, "Duplicate.TagKey", "The Tag.N.Key contain duplicate key.");
            }
        }
        return tags;
    }

    /** Tags to look for; an empty value stands for any. */
    static Map<String, String> toFind(Params params) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Params tag : params.groups("Tag", MOST)) {
            tags.put(tag.required("Key"), tag.get("Value", ""));
        }
        return tags;
    }

    static boolean match(Map<String, String> tags, Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(want -> {
            String value = tags.get(want.getKey());
            return value != null && (want.getValue().isEmpty() || value.equals(want.getValue()));
        });
    }

    private static void check(String key, String value) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (key.length() > LONGEST || lower.startsWith("aliyun") || lower.startsWith("acs:") || hasAddress(key)) {
            throw new Refusal(400, "InvalidTagKey.Malformed", "The specified Tag.n.Key is not valid.");
        }
        if (value.length() > LONGEST || hasAddress(value)) {
            throw new Refusal(400, "InvalidTagValue.Malformed", "The specified Tag.n.Value is not valid.");
        }
    }

    private static boolean hasAddress(String text) {
        return text.contains("http://") || text.contains("https://");
    }
}
