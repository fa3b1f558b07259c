package io.burstlease.cluster.fabric8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Files of the tests: a CA and certificate requests as openssl made them, and objects as an API server shows them. */
final class Fixtures {

    private Fixtures() {}

    static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/cluster/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String node(String name, String uid, int version) {
        return """
                {"kind":"Node","apiVersion":"v1",
                 "metadata":{"name":"%s","uid":"%s","resourceVersion":"%d","labels":{"pool":"cloud"}},
                 "spec":{},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""".formatted(name, uid, version).replace("\n", "");
    }

    static String nodes(int version, String... nodes) {
        return """
                {"kind":"NodeList","apiVersion":"v1","metadata":{"resourceVersion":"%d"},"items":[%s]}""".formatted(version, String.join(",", nodes));
    }

    static String event(String type, String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
    }
}
