package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.object.WriteOptions;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import io.burstlease.sandbox.cluster.store.Moments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody buys a host in the cloud's web console and joins it with kubeadm's own token, past every service, as was
 * done before there was one.
 */
public final class HandBought {

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final WriteOptions BY = WriteOptions.component("sandbox");

    private final URI console;
    private final String endpoint;
    private final String caCertHash;
    private final Registry registry;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * In one cloud and one cluster.
     *
     * @param endpoint of the API server, as a join configuration states it
     */
    public HandBought(String cloudUrl, String endpoint, String caCertHash, Registry registry, Clock clock) {
        this.console = URI.create(cloudUrl.replaceAll("/$", "") + "/admin/console");
        this.endpoint = endpoint;
        this.caCertHash = caCertHash;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Buys one, which joins some seconds later under its host name. The body holds parameters of {@code RunInstances}
     * that differ from the usual ones; the answer is the cloud's.
     */
    public ObjectNode buy(ObjectNode body) {
        String token = token();
        ObjectNode parameters = Json.of(
                "RegionId", "cn-shanghai",
                "ZoneId", "cn-shanghai-b",
                "VSwitchId", "vsw-host-b",
                "SecurityGroupId", "sg-burst",
                "ImageId", "m-gpu-ubuntu2204",
                "InstanceType", "ecs.gn7e-c16g1.32xlarge");
        parameters
                .put("InstanceChargeType", "PostPaid")
                .put("HostName", "by-hand-" + characters(4))
                .put("SystemDisk.Category", "cloud_essd")
                .put("SystemDisk.PerformanceLevel", "PL1")
                .put("SystemDisk.Size", "100")
                .put("DataDisk.1.Category", "cloud_essd")
                .put("DataDisk.1.PerformanceLevel", "PL1")
                .put("DataDisk.1.Size", "1000");
        body.properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asString()));
        parameters.put(
                "UserData", Base64.getEncoder().encodeToString(script(token).getBytes(StandardCharsets.UTF_8)));
        ObjectNode call = Json.of("action", "RunInstances");
        call.set("parameters", parameters);
        return answer(call);
    }

    private ObjectNode answer(ObjectNode call) {
        HttpRequest request = HttpRequest.newBuilder(console)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(call)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            JsonNode read = Json.parseAny(answer.body());
            if (read.path("status").asInt() == 200 && read.path("body") instanceof ObjectNode bought) {
                return bought;
            }
            throw ApiFailure.badRequest("the cloud says " + read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiFailure.badRequest("interrupted");
        }
    }

    /** A token as {@code kubeadm token create} makes it: the cluster approves its holders by itself. */
    private String token() {
        String id = characters(6);
        String secret = characters(16);
        ObjectNode object = Json.of("apiVersion", "v1", "kind", "Secret", "type", "bootstrap.kubernetes.io/token");
        Json.meta(object).put("name", "bootstrap-token-" + id).put("namespace", "kube-system");
        ObjectNode data = object.putObject("data");
        data.put("token-id", base64(id)).put("token-secret", base64(secret));
        data.put("expiration", base64(Moments.seconds(clock.instant().plus(TOKEN_LIFE))));
        data.put("usage-bootstrap-authentication", base64("true")).put("usage-bootstrap-signing", base64("true"));
        data.put("auth-extra-groups", base64("system:bootstrappers:kubeadm:default-node-token"));
        Kind secrets = registry.kinds().named("v1", "Secret").orElseThrow();
        registry.create(secrets, "kube-system", object, BY);
        return id + "." + secret;
    }

    private String script(String token) {
        try (InputStream in = HandBought.class.getResourceAsStream("/sandbox/cluster/join-by-hand.sh")) {
            if (in == null) {
                throw new IllegalStateException("join-by-hand.sh is not where it belongs");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@API_SERVER@", endpoint)
                    .replace("@CA_CERT_HASH@", caCertHash)
                    .replace("@TOKEN@", token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String characters(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
