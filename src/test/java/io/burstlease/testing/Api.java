package io.burstlease.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as one caller sees it: plain HTTP, without any of the service's own classes. */
public final class Api {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String root;
    private final List<String> headers;

    private Api(String root, List<String> headers) {
        this.root = root;
        this.headers = headers;
    }

    /** Somebody who sends no token, to the service on this port. */
    public static Api nobody(int port) {
        return new Api("http://localhost:" + port, List.of());
    }

    /** The same service with a token. */
    public Api as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same caller, with one more header. */
    public Api with(String name, String value) {
        return new Api(
                root, Stream.concat(headers.stream(), Stream.of(name, value)).toList());
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** The body is sent as JSON, unless the caller has another Content-Type. */
    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && !headers.contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException failure) {
            throw new IllegalStateException(method + " " + path, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** What came back. */
    public record Answer(int status, HttpResponse<String> response) {

        public String body() {
            return response.body();
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** The {@code reason} of a problem document; says so where it is none. */
        public String reason() {
            String type = String.valueOf(header("Content-Type"));
            return type.startsWith("application/problem+json")
                    ? json().path("reason").asString()
                    : "no problem document but %s: %s".formatted(type, response.body());
        }

        /** The faults of a problem document, each as {@code field reason}. */
        public List<String> faults() {
            return json().path("errors")
                    .valueStream()
                    .map(fault -> fault.path("field").asString() + " "
                            + fault.path("reason").asString())
                    .toList();
        }

        @Override
        public String toString() {
            return status + " " + response.body() + " "
                    + Arrays.asList(response.headers().map());
        }
    }
}
