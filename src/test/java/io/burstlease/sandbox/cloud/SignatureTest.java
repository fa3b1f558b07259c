package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.HmacSHA1Signer;
import com.aliyuncs.auth.SignatureVersion;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.aliyuncs.regions.ProductDomain;
import io.burstlease.sandbox.cloud.world.AccessKey;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final HttpRequest.BodyPublisher NO_BODY = HttpRequest.BodyPublishers.noBody();

    @Test
    void characters_that_encodings_disagree_about_survive_a_v1_signature() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            assertThat(cloud.only(launchTagged(cloud, cloud.client))
                            .getTags()
                            .getFirst()
                            .getTagValue())
                    .isEqualTo("L 42*~测+%&=/");
        }
    }

    @Test
    void an_acs3_signature_is_accepted_with_the_action_in_a_header() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            DefaultAcsClient client = cloud.client("sandbox-key", "sandbox-secret");
            client.setSignatureVersion(SignatureVersion.V3);

            assertThat(cloud.only(launchTagged(cloud, client))
                            .getTags()
                            .getFirst()
                            .getTagValue())
                    .isEqualTo("L 42*~测+%&=/");
        }
    }

    @Test
    void parameters_in_a_form_body_are_signed_like_those_in_the_query() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            DefaultProfile profile = DefaultProfile.getProfile(CloudUnderTest.REGION, "sandbox-key", "sandbox-secret");
            HttpClientConfig config = HttpClientConfig.getDefault();
            config.setCompatibleMode(true);
            profile.setHttpClientConfig(config);

            assertThat(launchTagged(cloud, new DefaultAcsClient(profile))).startsWith("i-");
        }
    }

    @Test
    void user_data_of_32_kib_fits_into_the_query() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            RunInstancesRequest launch = CloudUnderTest.aLaunch();
            byte[] data = "+/~".repeat(32 * 1024 / 3).getBytes(StandardCharsets.UTF_8);
            launch.setUserData(Base64.getEncoder().encodeToString(data));

            String id = cloud.ask(launch).getInstanceIdSets().getFirst();

            assertThat(cloud.state(id).get("spec").get("userData").asString()).isEqualTo(launch.getUserData());
        }
    }

    @Test
    void a_wrong_secret_is_refused_in_both_signatures() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            DefaultAcsClient v1 = cloud.client("sandbox-key", "guessed");
            DefaultAcsClient v3 = cloud.client("sandbox-key", "guessed");
            v3.setSignatureVersion(SignatureVersion.V3);

            // The SDK gives the refusal this name when the server's string to sign equals its own.
            assertThat(cloud.refusal(v1, CloudUnderTest.aList()).getErrCode()).isEqualTo("SDK.InvalidAccessKeySecret");
            assertThat(cloud.refusal(v3, CloudUnderTest.aList()).getErrCode())
                    .isIn("SignatureDoesNotMatch", "SDK.InvalidAccessKeySecret");
        }
    }

    @Test
    void an_unknown_key_is_not_found() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            ClientException refusal = cloud.refusal(cloud.client("nobody", "sandbox-secret"), CloudUnderTest.aList());

            assertThat(refusal.getErrCode()).isEqualTo("InvalidAccessKeyId.NotFound");
            assertThat(refusal.getRequestId()).isNotEmpty();
        }
    }

    @Test
    void a_temporary_key_needs_its_token() {
        AccessKey temporary = new AccessKey("sts-key", "sts-secret", "sts-token", true);
        CloudWorld world = CloudWorld.sample().withAccount(account -> account.withAccessKeys(List.of(temporary)));
        try (CloudUnderTest cloud = CloudUnderTest.of(world)) {
            DefaultAcsClient v3 = cloud.client("sts-key", "sts-secret", "sts-token");
            v3.setSignatureVersion(SignatureVersion.V3);

            cloud.ask(cloud.client("sts-key", "sts-secret", "sts-token"), CloudUnderTest.aList());
            cloud.ask(v3, CloudUnderTest.aList());
            assertThat(code(cloud, cloud.client("sts-key", "sts-secret", "old")))
                    .isEqualTo("InvalidSecurityToken.Expired");
            assertThat(code(cloud, cloud.client("sts-key", "sts-secret"))).isEqualTo("InvalidAccessKeyId.NotFound");
        }
    }

    @Test
    void a_replayed_request_is_refused_and_a_changed_one_too() throws Exception {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            String url = signed(cloud);

            cloud.send(post(url), 200);
            assertThat(cloud.send(post(url), 400).get("Code").asString()).isEqualTo("SignatureNonceUsed");
            String changed = signed(cloud) + "&Status=Running";
            assertThat(cloud.send(post(changed), 400).get("Code").asString()).isEqualTo("SignatureDoesNotMatch");
            String asGet = signed(cloud);
            assertThat(cloud.send(
                                    HttpRequest.newBuilder(URI.create(asGet))
                                            .GET()
                                            .build(),
                                    400)
                            .get("Code")
                            .asString())
                    .isEqualTo("SignatureDoesNotMatch");
        }
    }

    @Test
    void a_request_without_a_signature_is_incomplete() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            String url = cloud.server.baseUrl() + "/?Action=DescribeInstances&Version=2014-05-26";

            assertThat(cloud.send(post(url), 400).get("Code").asString()).isEqualTo("IncompleteSignature");
        }
    }

    @Test
    void a_signature_is_good_for_15_minutes() {
        Instant machine = Clock.systemUTC().instant();
        try (CloudUnderTest late = CloudUnderTest.signedBy(new HandClock(machine.plus(Duration.ofMinutes(16))));
                CloudUnderTest early = CloudUnderTest.signedBy(new HandClock(machine.minus(Duration.ofMinutes(16))));
                CloudUnderTest inTime = CloudUnderTest.signedBy(new HandClock(machine.plus(Duration.ofMinutes(14))))) {
            late.assertRefused(CloudUnderTest.aList()).isEqualTo("InvalidTimeStamp.Expired");
            early.assertRefused(CloudUnderTest.aList()).isEqualTo("InvalidTimeStamp.Expired");
            inTime.ask(CloudUnderTest.aList());
        }
    }

    @Test
    void an_unknown_action_is_not_found() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            DescribeInstancesRequest request = CloudUnderTest.aList();
            request.setSysActionName("DescribeUnicorns");

            ClientException refusal = cloud.refusal(cloud.client, request);

            assertThat(refusal.getErrCode()).isEqualTo("InvalidAction.NotFound");
        }
    }

    private static String launchTagged(CloudUnderTest cloud, DefaultAcsClient client) {
        RunInstancesRequest.Tag tag = new RunInstancesRequest.Tag();
        tag.setKey("lease");
        tag.setValue("L 42*~测+%&=/");
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setTags(List.of(tag));
        return cloud.ask(client, launch).getInstanceIdSets().getFirst();
    }

    private static String code(CloudUnderTest cloud, DefaultAcsClient client) {
        return cloud.refusal(client, CloudUnderTest.aList()).getErrCode();
    }

    private static String signed(CloudUnderTest cloud) throws GeneralSecurityException, IOException {
        DescribeInstancesRequest request = CloudUnderTest.aList();
        request.setSysProtocol(ProtocolType.HTTP);
        return request.signRequest(
                        new HmacSHA1Signer(),
                        new BasicCredentials("sandbox-key", "sandbox-secret"),
                        FormatType.JSON,
                        new ProductDomain("Ecs", cloud.server.endpoint()))
                .getSysUrl();
    }

    private static HttpRequest post(String url) {
        return HttpRequest.newBuilder(URI.create(url)).POST(NO_BODY).build();
    }
}
