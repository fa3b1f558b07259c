package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.client.ApiClient;
import io.burstlease.client.api.ApprovalsApi;
import io.burstlease.client.api.BurstsApi;
import io.burstlease.client.api.CostsApi;
import io.burstlease.client.api.HostsApi;
import io.burstlease.client.api.LeasesApi;
import io.burstlease.client.api.QuotesApi;
import io.burstlease.client.api.RenewalsApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a token, and the generated client that carries it. */
final class User {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final String service;
    private final String token;
    private final ApiClient client;

    private User(String service, String token) {
        this.service = service;
        this.token = token;
        this.client = new ApiClient();
        client.updateBaseUri(service);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    }

    /** Signs in as a script does: with a client of the person's own. */
    static User of(SandboxProcess sandbox, String name) {
        String basic = Base64.getEncoder().encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(sandbox.issuer() + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
        return new User(
                sandbox.url(), JSON.readTree(answer.body()).get("access_token").asString());
    }

    /** Somebody whose token nobody issued. */
    static User withToken(SandboxProcess sandbox, String token) {
        return new User(sandbox.url(), token);
    }

    LeasesApi leases() {
        return new LeasesApi(client);
    }

    ApprovalsApi approvals() {
        return new ApprovalsApi(client);
    }

    RenewalsApi renewals() {
        return new RenewalsApi(client);
    }

    QuotesApi quotes() {
        return new QuotesApi(client);
    }

    BurstsApi bursts() {
        return new BurstsApi(client);
    }

    CostsApi costs() {
        return new CostsApi(client);
    }

    HostsApi hosts() {
        return new HostsApi(client);
    }

    /** A request that no generated client would make. Whatever the answer is, it is one that the contract knows. */
    Answer raw(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = send(request.build());
        assertThat(Contract.COMMITTED.faults(
                        method,
                        answer.uri(),
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(""),
                        answer.body()))
                .as("%s %s is answered as the contract says: %s", method, path, answer.body())
                .isEmpty();
        return new Answer(answer.statusCode(), answer.body());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(int status, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String reason() {
            return json().path("reason").asString("");
        }
    }
}
