package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesResponse.Instance;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An emulated cloud with a clock set by hand, the official SDK pointed at it, and its admin endpoint. */
final class CloudUnderTest implements AutoCloseable {

    static final String REGION = "cn-shanghai";
    static final String KIND = "ecs.gn7i-c8g1.2xlarge";
    static final Instant START = Instant.parse("2026-11-23T12:00:17Z");

    final HandClock clock;
    final CloudServer server;
    final DefaultAcsClient client;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    private CloudUnderTest(CloudWorld world, @Nullable Path folder, HandClock clock, Clock signatures) {
        this.clock = clock;
        this.server = CloudServer.start(0, world, folder, clock, 7, signatures);
        this.client = client("sandbox-key", "sandbox-secret");
    }

    static CloudUnderTest of(CloudWorld world) {
        return new CloudUnderTest(world, null, new HandClock(START), Clock.systemUTC());
    }

    static CloudUnderTest sample() {
        return of(CloudWorld.sample());
    }

    static CloudUnderTest kept(CloudWorld world, Path folder, HandClock clock) {
        return new CloudUnderTest(world, folder, clock, Clock.systemUTC());
    }

    static CloudUnderTest signedBy(Clock signatures) {
        return new CloudUnderTest(CloudWorld.sample(), null, new HandClock(START), signatures);
    }

    DefaultAcsClient client(String key, String secret) {
        return configured(DefaultProfile.getProfile(REGION, key, secret), ProtocolType.HTTP);
    }

    DefaultAcsClient client(String key, String secret, String token) {
        DefaultProfile profile = DefaultProfile.getProfile(REGION);
        profile.setHttpClientConfig(config(ProtocolType.HTTP));
        return new DefaultAcsClient(profile, new BasicSessionCredentials(key, secret, token));
    }

    private static DefaultAcsClient configured(DefaultProfile profile, ProtocolType protocol) {
        profile.setHttpClientConfig(config(protocol));
        return new DefaultAcsClient(profile);
    }

    private static HttpClientConfig config(ProtocolType protocol) {
        HttpClientConfig config = HttpClientConfig.getDefault();
        config.setProtocolType(protocol);
        return config;
    }

    <T extends AcsResponse> T ask(AcsRequest<T> request) {
        return ask(client, request);
    }

    <T extends AcsResponse> T ask(DefaultAcsClient caller, AcsRequest<T> request) {
        try {
            return caller.getAcsResponse(pointed(request));
        } catch (ClientException e) {
            throw new AssertionError(e.getErrCode() + ": " + e.getErrMsg(), e);
        }
    }

    <T extends AcsResponse> AbstractStringAssert<?> assertRefused(AcsRequest<T> request) {
        return assertThat(refusal(client, request).getErrCode());
    }

    <T extends AcsResponse> ClientException refusal(DefaultAcsClient caller, AcsRequest<T> request) {
        ClientException refusal =
                catchThrowableOfType(ClientException.class, () -> caller.getAcsResponse(pointed(request)));
        assertThat(refusal).as("the call was to be refused").isNotNull();
        return refusal;
    }

    /** The answer to a call that may be refused, for use where only the code matters. */
    <T extends AcsResponse> T pass(AcsRequest<T> request) throws ClientException {
        return client.getAcsResponse(pointed(request));
    }

    private <T extends AcsResponse> AcsRequest<T> pointed(AcsRequest<T> request) {
        request.setSysEndpoint(server.endpoint());
        request.setSysConnectTimeout(2_000);
        request.setSysReadTimeout(20_000);
        return request;
    }

    static RunInstancesRequest aLaunch() {
        RunInstancesRequest request = new RunInstancesRequest();
        request.putQueryParameter("RegionId", REGION);
        request.setImageId("m-gpu-ubuntu2204");
        request.setInstanceType(KIND);
        request.setSecurityGroupId("sg-burst");
        request.setVSwitchId("vsw-host-b");
        request.setSystemDiskCategory("cloud_essd");
        request.setSystemDiskSize("100");
        return request;
    }

    List<String> launch(int amount) {
        RunInstancesRequest request = aLaunch();
        request.setAmount(amount);
        return ask(request).getInstanceIdSets();
    }

    List<String> runningHosts(int amount) {
        List<String> ids = launch(amount);
        clock.advance(Duration.ofSeconds(10));
        return ids;
    }

    static DescribeInstancesRequest aList() {
        DescribeInstancesRequest request = new DescribeInstancesRequest();
        request.putQueryParameter("RegionId", REGION);
        return request;
    }

    Instance only(String id) {
        DescribeInstancesRequest request = aList();
        request.setInstanceIds("[\"" + id + "\"]");
        List<Instance> found = ask(request).getInstances();
        assertThat(found).as("instance " + id).hasSize(1);
        return found.getFirst();
    }

    JsonNode look(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET().build(), 200);
    }

    JsonNode change(String method, String path, String body) {
        return send(request(method, path, body), 200);
    }

    JsonNode send(HttpRequest request, int expected) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** With the content type that curl sends where nobody states one. */
    HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private URI uri(String path) {
        return server.baseUrl().resolve(path);
    }

    JsonNode state(String id) {
        for (JsonNode instance : look("/admin/state").get("instances")) {
            if (instance.get("instanceId").asString().equals(id)) {
                return instance;
            }
        }
        throw new AssertionError("the cloud never had " + id);
    }

    @Override
    public void close() {
        client.shutdown();
        server.close();
    }
}
