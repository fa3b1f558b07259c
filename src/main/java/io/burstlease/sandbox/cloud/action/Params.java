package io.burstlease.sandbox.cloud.action;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a call, read with the types and limits the documentation gives; an empty one counts as absent. */
public final class Params {

    private static final Set<String> NOT_BUSINESS = Set.of(
            "AccessKeyId",
            "Format",
            "SecurityToken",
            "Signature",
            "SignatureMethod",
            "SignatureNonce",
            "SignatureType",
            "SignatureVersion",
            "Timestamp");

    private final String prefix;
    private final TreeMap<String, String> values;

    public Params(Map<String, String> values) {
        this("", new TreeMap<>(values));
    }

    private Params(String prefix, TreeMap<String, String> values) {
        this.prefix = prefix;
        this.values = values;
    }

    public @Nullable String get(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String get(String name, String otherwise) {
        String value = get(name);
        return value == null ? otherwise : value;
    }

    String required(String name) {
        String value = get(name);
        if (value == null) {
            throw Refusal.missing(prefix + name);
        }
        return value;
    }

    boolean has(String name) {
        return get(name) != null;
    }

    boolean hasAny(String group) {
        String first = values.ceilingKey(group + ".");
        return has(group) || (first != null && first.startsWith(group + "."));
    }

    int integer(String name, int otherwise, int least, int most) {
        String value = get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refusal.invalid(prefix + name);
        }
        throw Refusal.invalid(prefix + name);
    }

    @Nullable
    BigDecimal decimal(String name) {
        String value = get(name);
        if (value == null) {
            return null;
        }
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw Refusal.invalid(prefix + name);
        }
    }

    boolean flag(String name, boolean otherwise) {
        String value = get(name);
        if (value == null) {
            return otherwise;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid(prefix + name);
        };
    }

    String oneOf(String name, String otherwise, Set<String> allowed) {
        String value = get(name, otherwise);
        if (!allowed.contains(value)) {
            throw Refusal.invalid(prefix + name);
        }
        return value;
    }

    /** The values of {@code Name.1}, {@code Name.2} and so on. */
    List<String> list(String name, int most) {
        List<String> found = new ArrayList<>();
        for (int index : indices(name, most)) {
            String value = get(name + "." + index);
            if (value == null) {
                throw Refusal.invalid(name + "." + index);
            }
            found.add(value);
        }
        return found;
    }

    /** The groups of {@code Name.1.Field}, {@code Name.2.Field} and so on. */
    List<Params> groups(String name, int most) {
        List<Params> found = new ArrayList<>();
        for (int index : indices(name, most)) {
            String start = name + "." + index + ".";
            TreeMap<String, String> inner = new TreeMap<>();
            values.tailMap(start).forEach((key, value) -> {
                if (key.startsWith(start)) {
                    inner.put(key.substring(start.length()), value);
                }
            });
            found.add(new Params(start, inner));
        }
        return found;
    }

    private TreeSet<Integer> indices(String name, int most) {
        TreeSet<Integer> indices = new TreeSet<>();
        String start = name + ".";
        for (String key : values.tailMap(start).keySet()) {
            if (!key.startsWith(start)) {
                break;
            }
            String rest = key.substring(start.length());
            int dot = rest.indexOf('.');
            String number = dot < 0 ? rest : rest.substring(0, dot);
            if (!number.matches("[1-9]\\d{0,3}") || Integer.parseInt(number) > most) {
                throw Refusal.invalid(key);
            }
            indices.add(Integer.parseInt(number));
        }
        return indices;
    }

    /** Two calls ask for the same when their digests are equal, whoever signed them and when. */
    String digest() {
        Map<String, String> business = new HashMap<>(values);
        business.keySet().removeAll(NOT_BUSINESS);
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] text = new TreeMap<>(business).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(sha256.digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
