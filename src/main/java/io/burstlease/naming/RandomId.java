package io.burstlease.naming;

import java.security.SecureRandom;

/** Makes unguessable ids of lower-case letters and digits without those that look alike. */
public final class RandomId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private RandomId() {}

    /** An id such as {@code l-4fk2m9xqza}: five random bits for each of its {@code length} characters. */
    public static String of(String prefix, int length) {
        return prefix + "-" + characters(length);
    }

    /** Random characters alone. */
    public static String characters(int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
