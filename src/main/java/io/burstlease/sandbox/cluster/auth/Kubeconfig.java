package io.burstlease.sandbox.cluster.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Kubeconfig files as text. */
public final class Kubeconfig {

    private Kubeconfig() {}

    public static String withCertificate(String endpoint, String authority, String certificate, String key) {
        return text(endpoint, authority, "admin", """
                    client-certificate-data: %s
                    client-key-data: %s
                """.formatted(base64(certificate), base64(key)));
    }

    public static String withToken(String endpoint, String authority, String user, String token) {
        return text(endpoint, authority, user, "    token: " + token + "\n");
    }

    /** Cluster and authority alone, as cluster-info publishes it. */
    public static String clusterInfo(String endpoint, String authority) {
        return """
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: %s
                    server: https://%s
                  name: ""
                contexts: null
                current-context: ""
                kind: Config
                preferences: {}
                users: null
                """.formatted(base64(authority), endpoint);
    }

    private static String text(String endpoint, String authority, String user, String credentials) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sandbox
                  cluster:
                    certificate-authority-data: %s
                    server: https://%s
                contexts:
                - name: sandbox
                  context:
                    cluster: sandbox
                    user: %s
                current-context: sandbox
                users:
                - name: %s
                  user:
                %s""".formatted(base64(authority), endpoint, user, user, credentials);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
