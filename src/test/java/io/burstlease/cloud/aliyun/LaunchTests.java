package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.PaidPeriod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTests {

    private static final String TWO_BOUGHT = """
            {"RequestId":"R-7","TradePrice":0.165,"InstanceIdSets":{"InstanceIdSet":["i-1","i-2"]}}""";
    private static final Set<String> CHANGES_WITH_EVERY_SEND = Set.of("SignatureNonce", "Signature", "Timestamp");

    @Test
    void a_purchase_names_the_hosts_made_and_the_clouds_time() {
        try (var cloud = new ScriptedCloud(WireReply.ok(TWO_BOUGHT));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch()))
                    .isEqualTo(new LaunchReply.Bought(
                            List.of("i-1", "i-2"), "R-7", Instant.parse("2026-11-23T12:51:31Z")));
        }
    }

    @Test
    void a_purchase_is_written_whole() {
        Map<String, String> sent = sent(Adapter.aLaunch());

        assertThat(sent)
                .containsEntry("Action", "RunInstances")
                .containsEntry("Version", "2014-05-26")
                .containsEntry("RegionId", "cn-shanghai")
                .containsEntry("ClientToken", "launch-7-attempt-1")
                .containsEntry("ZoneId", "cn-shanghai-b")
                .containsEntry("VSwitchId", "vsw-b")
                .containsEntry("SecurityGroupId", "sg-1")
                .containsEntry("ImageId", "m-gpu")
                .containsEntry("InstanceType", "ecs.gn7i-c32g1.8xlarge")
                .containsEntry("Amount", "3")
                .containsEntry("MinAmount", "2")
                .containsEntry("InstanceChargeType", "PostPaid")
                .containsEntry("SpotStrategy", "NoSpot")
                .containsEntry("AutoReleaseTime", "2026-11-23T17:00:00Z")
                .containsEntry("HostName", "burst-[1,3]-b")
                .containsEntry("ResourceGroupId", "rg-1")
                .containsEntry("RamRoleName", "BurstHost")
                .containsEntry("HttpTokens", "required")
                .containsEntry("SystemDisk.Size", "100")
                .containsEntry("SystemDisk.PerformanceLevel", "PL0")
                .containsEntry("DataDisk.1.Size", "1000")
                .containsEntry("DataDisk.1.DeleteWithInstance", "true")
                .containsEntry("DataDisk.2.Category", "cloud_efficiency")
                .doesNotContainKeys("DataDisk.2.PerformanceLevel", "Period", "SpotPriceLimit", "DryRun");
        assertThat(new String(Base64.getDecoder().decode(sent.get("UserData")), StandardCharsets.UTF_8))
                .isEqualTo(Adapter.aLaunch().userData());
    }

    @Test
    void tags_are_numbered_by_key_so_that_another_process_numbers_them_alike() {
        assertThat(sent(Adapter.aLaunch()))
                .containsEntry("Tag.1.Key", "attempt")
                .containsEntry("Tag.2.Key", "end")
                .containsEntry("Tag.3.Key", "installation")
                .containsEntry("Tag.4.Key", "launch")
                .containsEntry("Tag.5.Key", "lease")
                .containsEntry("Tag.5.Value", "L 42*~测");
    }

    @Test
    void a_repeat_differs_in_nothing_but_nonce_time_and_signature() {
        try (var cloud = new ScriptedCloud(WireReply.error(500, "InternalError"), WireReply.ok(TWO_BOUGHT));
                var adapter = new Adapter(cloud.endpoint());
                var restarted = new Adapter(cloud.endpoint())) {
            adapter.hosts.launch(Adapter.aLaunch());
            restarted.hosts.launch(Adapter.aLaunch());

            var first = cloud.requests().get(0);
            var second = cloud.requests().get(1);
            assertThat(business(second)).isEqualTo(business(first));
            assertThat(second.get("SignatureNonce")).isNotEqualTo(first.get("SignatureNonce"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RequestId\":\"R\"}",
                "{\"RequestId\":\"R\",\"InstanceIdSets\":{\"InstanceIdSet\":[]}}",
                "{\"RequestId\":\"R\",\"InstanceIdSets\":{\"InstanceIdSet\":[\"i-1\",null]}}",
                "{\"RequestId\":\"R\",\"InstanceIdSets\":{\"InstanceIdSet\":[\"\"]}}",
                "{\"InstanceIdSets\":{\"InstanceIdSet\":[\"i-1\"]}}",
                "{\"RequestId\":\"R\",\"Code\":\"OperationDenied.NoStock\"}"
            })
    void a_success_without_request_id_or_without_every_id_is_unsettled(String body) {
        try (var cloud = new ScriptedCloud(WireReply.ok(body));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch())).isInstanceOf(LaunchReply.Unsettled.class);
        }
    }

    @Test
    void a_success_without_a_date_keeps_its_ids_and_takes_our_clock() {
        WireReply noDate = socket -> socket.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + TWO_BOUGHT.length()
                                + "\r\n\r\n" + TWO_BOUGHT)
                        .getBytes(StandardCharsets.US_ASCII));
        try (var cloud = new ScriptedCloud(noDate);
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch()))
                    .isEqualTo(new LaunchReply.Bought(List.of("i-1", "i-2"), "R-7", Adapter.NOW));
        }
    }

    @Test
    void a_release_time_is_never_rounded_to_before_it() {
        var odd = with(ChargeType.POSTPAID, null, null, Instant.parse("2026-11-23T17:00:00.001Z"));

        assertThat(sent(odd)).containsEntry("AutoReleaseTime", "2026-11-23T17:01:00Z");
    }

    @Test
    void a_spot_purchase_keeps_every_decimal_of_its_limit() {
        var spot = with(ChargeType.SPOT, null, "1234567.123", Adapter.aLaunch().autoReleaseTime());

        assertThat(sent(spot))
                .containsEntry("InstanceChargeType", "PostPaid")
                .containsEntry("SpotStrategy", "SpotWithPriceLimit")
                .containsEntry("SpotPriceLimit", "1234567.123");
    }

    @Test
    void a_spot_purchase_without_a_limit_goes_with_the_market() {
        var spot = with(ChargeType.SPOT, null, null, Adapter.aLaunch().autoReleaseTime());

        assertThat(sent(spot)).containsEntry("SpotStrategy", "SpotAsPriceGo").doesNotContainKey("SpotPriceLimit");
    }

    @Test
    void a_pre_paid_purchase_is_for_a_period_and_never_renews_itself() {
        assertThat(sent(with(ChargeType.PREPAID, PaidPeriod.parse("P3W"), null, null)))
                .containsEntry("InstanceChargeType", "PrePaid")
                .containsEntry("Period", "3")
                .containsEntry("PeriodUnit", "Week")
                .containsEntry("AutoRenew", "false")
                .doesNotContainKey("AutoReleaseTime");
    }

    @Test
    void nothing_is_bought_by_the_hour_that_the_cloud_would_not_release() {
        try (var cloud = new ScriptedCloud(WireReply.ok(TWO_BOUGHT));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThatThrownBy(() -> adapter.hosts.launch(with(ChargeType.POSTPAID, null, null, null)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(cloud.requests()).isEmpty();
        }
    }

    @Test
    void a_purchase_in_words_keeps_its_user_data_to_itself() {
        assertThat(Adapter.aLaunch().toString())
                .contains("launch-7-attempt-1")
                .doesNotContain("abcdef.0123456789abcdef");
    }

    @Test
    void a_signature_error_does_not_quote_the_request() {
        var quoting = WireReply.json(400, """
                {"RequestId":"R","Code":"SignatureDoesNotMatch",\
                "Message":"Not matched. server string to sign is:POST&%2F&UserData%3DIyEvYmlu"}""");
        try (var cloud = new ScriptedCloud(quoting);
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch()).toString())
                    .contains("SignatureDoesNotMatch")
                    .doesNotContain("IyEvYmlu");
        }
    }

    private static Map<String, String> sent(LaunchRequest launch) {
        try (var cloud = new ScriptedCloud(WireReply.ok(TWO_BOUGHT));
                var adapter = new Adapter(cloud.endpoint())) {
            adapter.hosts.launch(launch);
            return cloud.requests().getFirst();
        }
    }

    private static Map<String, String> business(Map<String, String> request) {
        var business = new TreeMap<>(request);
        business.keySet().removeAll(CHANGES_WITH_EVERY_SEND);
        return business;
    }

    private static LaunchRequest with(
            ChargeType chargeType,
            @Nullable PaidPeriod paid,
            @Nullable String spotPriceLimit,
            @Nullable Instant releaseTime) {
        var launch = Adapter.aLaunch();
        return new LaunchRequest(
                launch.clientToken(),
                launch.zone(),
                launch.vSwitchId(),
                launch.securityGroupId(),
                launch.imageId(),
                launch.instanceType(),
                launch.amount(),
                launch.minAmount(),
                chargeType,
                paid,
                spotPriceLimit,
                releaseTime,
                launch.hostName(),
                launch.systemDisk(),
                launch.dataDisks(),
                launch.resourceGroupId(),
                launch.ramRole(),
                launch.userData(),
                launch.tags());
    }
}
