package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells the control plane how far a host has come, where its user data says whom to tell. Best effort. */
final class PhaseReport {

    private static final Logger LOG = LoggerFactory.getLogger(PhaseReport.class);

    private final HttpClient client;
    private final CloudHost host;
    private final String url;
    private final String secret;

    PhaseReport(HttpClient client, CloudHost host, UserData data) {
        this.client = client;
        this.host = host;
        this.url = data.variable("BURSTLEASE_REPORT_URL");
        this.secret = data.variable("BURSTLEASE_REPORT_SECRET");
    }

    void tell(String phase, String detail) throws InterruptedException {
        if (url.isEmpty()) {
            return;
        }
        ObjectNode body = Json.of("instanceId", host.instanceId(), "phase", phase, "detail", detail);
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .header("Authorization", "Bearer " + secret)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                    .build();
            int code =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            LOG.debug("{} reported {}: {}", host.instanceId(), phase, code);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} could not report {}", host.instanceId(), phase, e);
        }
    }
}
