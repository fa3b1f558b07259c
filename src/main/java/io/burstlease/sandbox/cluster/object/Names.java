package io.burstlease.sandbox.cluster.object;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Makes uids and the random ends of generated names, without vowels so that they spell nothing. */
public final class Names {

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private Names() {}

    public static String uid() {
        return UUID.randomUUID().toString();
    }

    /** Five characters, as for pods of a controller. */
    public static String suffix() {
        return ThreadLocalRandom.current()
                .ints(5, 0, LETTERS.length())
                .mapToObj(at -> LETTERS.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    /** A short stable word for a text, as template hashes use it. */
    public static String hash(String text) {
        StringBuilder word = new StringBuilder();
        long rest = Integer.toUnsignedLong(text.hashCode()) * 2_654_435_761L & Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            word.append(LETTERS.charAt((int) (rest % LETTERS.length())));
            rest /= LETTERS.length();
        }
        return word.toString();
    }
}
