package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.auth.Pem;
import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One client of the API server: trusting its authority, with a token or a certificate or neither. */
final class ApiConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client;
    private final String endpoint;
    private final String token;

    private ApiConnection(HttpClient client, String endpoint, String token) {
        this.client = client;
        this.endpoint = endpoint;
        this.token = token;
    }

    /** The answer to a call: its code and its body. */
    record Answer(int code, JsonNode body) {

        boolean ok() {
            return code < 300;
        }

        /** The body of a good answer; a failure with the server's words otherwise. */
        ObjectNode orThrow() {
            if (ok() && body instanceof ObjectNode object) {
                return object;
            }
            throw new JoinFailure(code + " " + Json.text(body, "message"));
        }
    }

    /** Trusts whatever certificate it is shown, as the first step of a join does before it checks the hash. */
    static ApiConnection untrusting(String endpoint) {
        return new ApiConnection(client(new TrustManager[] {new AnyCertificate()}, null), endpoint, "");
    }

    static ApiConnection withToken(String endpoint, X509Certificate authority, String token) {
        return new ApiConnection(client(trust(authority), null), endpoint, token);
    }

    static ApiConnection withCertificate(
            String endpoint, X509Certificate authority, X509Certificate certificate, PrivateKey key) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("client", key, new char[0], new Certificate[] {certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            return new ApiConnection(client(trust(authority), keys.getKeyManagers()), endpoint, "");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManager[] trust(X509Certificate authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpClient client(TrustManager[] trust, KeyManager @Nullable [] keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return HttpClient.newBuilder()
                    .sslContext(context)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", null);
    }

    Answer post(String path, ObjectNode body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", body);
    }

    Answer merge(String path, ObjectNode body) throws IOException, InterruptedException {
        return send("PATCH", path, "application/merge-patch+json", body);
    }

    Answer strategic(String path, ObjectNode body) throws IOException, InterruptedException {
        return send("PATCH", path, "application/strategic-merge-patch+json", body);
    }

    private Answer send(String method, String path, String type, @Nullable ObjectNode body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://" + endpoint + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("User-Agent", "kubelet/v1.32.4 (emulated)");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.bytes(body)));
        HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), Json.parseAny(response.body()));
    }

    static X509Certificate certificate(String pem) {
        try {
            return Pem.certificate(pem);
        } catch (GeneralSecurityException e) {
            throw new JoinFailure("not a certificate");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
