package io.burstlease.sandbox.cluster.host;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the control plane how far a host has come, where its user data says whom to tell. Best effort. */
final class PhaseReport {

    private static final Logger LOG = LoggerFactory.getLogger(PhaseReport.class);

    private final HttpClient client;
    private final CloudHost host;
    private final String url;
    private final String secret;
    private final String launch;

    PhaseReport(HttpClient client, CloudHost host, UserData data) {
        this.client = client;
        this.host = host;
        this.url = data.variable("BURSTLEASE_REPORT_URL");
        this.launch = data.variable("BURSTLEASE_LAUNCH");
        this.secret = data.variable("BURSTLEASE_REPORT_SECRET");
    }

    void tell(String phase, String detail) throws InterruptedException {
        if (url.isEmpty()) {
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("launch", launch);
        fields.put("instance", host.instanceId());
        fields.put("phase", phase);
        fields.put("detail", detail);
        String form = fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .header("Authorization", "Bearer " + secret)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            int code =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            LOG.debug("{} reported {}: {}", host.instanceId(), phase, code);
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} could not report {}", host.instanceId(), phase, e);
        }
    }
}
