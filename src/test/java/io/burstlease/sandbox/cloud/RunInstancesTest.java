package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.DescribeInstancesResponse.Instance;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.RunInstancesResponse;
import com.aliyuncs.exceptions.ClientException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunInstancesTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_hundred_instances_come_of_one_call_and_a_hundred_and_one_of_none() {
        assertThat(cloud.launch(100)).hasSize(100).doesNotHaveDuplicates();
        cloud.assertRefused(launch(request -> request.setAmount(101))).isEqualTo("InvalidParameter");
        cloud.assertRefused(launch(request -> request.setAmount(0))).isEqualTo("InvalidParameter");
        assertThat(bought()).isEqualTo(100);
    }

    @Test
    void a_launch_tells_its_price() {
        RunInstancesResponse response = cloud.ask(launch(request -> request.setAmount(2)));

        assertThat(response.getTradePrice()).isEqualTo(2 * (9.53f + 0.21f));
    }

    @ParameterizedTest
    @CsvSource({
        "ImageId, m-unknown, InvalidImageId.NotFound",
        "ImageId, '', MissingParameter",
        "InstanceType, ecs.none.large, InvalidInstanceType.NotSupported",
        "InstanceType, '', MissingParameter",
        "SecurityGroupId, sg-unknown, InvalidSecurityGroupId",
        "SecurityGroupId, '', MissingParameter",
        "SecurityGroupIds.1, sg-burst, InvalidParameter.Conflict",
        "VSwitchId, vsw-unknown, InvalidVSwitchId.NotFound",
        "VSwitchId, '', MissingParameter",
        "ZoneId, cn-shanghai-g, InvalidParameter.Mismatch",
        "RegionId, cn-beijing, InvalidRegionId.NotFound",
        "Amount, many, InvalidParameter",
        "MinAmount, 2, InvalidParameter",
        "ClientToken, 'a token of more than 64 characters is refused, and this one has more', InvalidParameter",
        "DryRun, yes, InvalidParameter",
        "InstanceChargeType, Free, InvalidInstanceChargeType.NotFound",
        "InstanceChargeType, PrePaid, MissingParameter",
        "SpotStrategy, SpotForEver, InvalidParameter",
        "SpotStrategy, SpotWithPriceLimit, MissingParameter",
        "UserData, not base64!, InvalidUserData.Base64FormatInvalid",
        "SystemDisk.Size, 19, InvalidSystemDiskSize.ValueNotSupported",
        "SystemDisk.Size, big, InvalidParameter",
        "SystemDisk.Category, floppy, InvalidSystemDiskCategory.ValueNotSupported",
        "SystemDisk.PerformanceLevel, PL9, InvalidSystemDiskCategory.ValueNotSupported",
        "DataDisk.1.Category, cloud_essd, MissingParameter",
        "DataDisk.1.Size, 10, InvalidDataDiskSize.ValueNotSupported",
        "DataDisk.17.Size, 100, InvalidParameter",
        "HttpTokens, maybe, InvalidParameter",
        "HpcClusterId, hpc-1, InvalidHpcClusterId.Unnecessary",
        "LaunchTemplateId, lt-1, InvalidParameter.NotEmulated",
        "HostName, -wrong-, InvalidHostName.Malformed",
        "HostName, x, InvalidHostName.Malformed",
        "HostName, two..dots, InvalidHostName.Malformed",
        "InstanceName, https://x, InvalidInstanceName.Malformed",
        "AutoReleaseTime, 2026-11-23T12:29:00Z, InvalidAutoReleaseTime.Malformed",
        "AutoReleaseTime, 2029-11-24T12:00:00Z, InvalidAutoReleaseTime.Malformed",
        "AutoReleaseTime, 2026-11-23 18:00, InvalidAutoReleaseTime.Malformed",
        "Tag.1.Key, aliyun-own, InvalidTagKey.Malformed",
        "Tag.1.Key, acs:own, InvalidTagKey.Malformed",
        "Tag.1.Key, http://own, InvalidTagKey.Malformed",
        "Tag.1.Value, orphan, MissingParameter",
        "Tag.21.Key, late, InvalidParameter"
    })
    void a_parameter_out_of_its_limits_is_refused_and_nothing_is_bought(String name, String value, String code) {
        RunInstancesRequest request = CloudUnderTest.aLaunch();
        request.putQueryParameter(name, value);

        cloud.assertRefused(request).isEqualTo(code);
        assertThat(bought()).isZero();
    }

    @Test
    void a_dry_run_succeeds_with_an_error_and_buys_nothing() {
        ClientException success = cloud.refusal(cloud.client, launch(request -> request.setDryRun(true)));

        assertThat(success.getErrCode()).isEqualTo("DryRunOperation");
        assertThat(bought()).isZero();
        stock(0);
        cloud.assertRefused(launch(request -> request.setDryRun(true))).isEqualTo("OperationDenied.NoStock");
    }

    @ParameterizedTest
    @CsvSource({
        "'k8s-node-[6,4]-ecshost', false, k8s-node-0006-ecshost, k8s-node-0007-ecshost",
        "'gpu[1,3]', true, gpu001, gpu002",
        "'gpu-[]-x', false, gpu-000000-x, gpu-000001-x",
        "'gpu-[5,2]-x', true, gpu-05-x001, gpu-06-x002",
        "plain, true, plain001, plain002",
        "plain, false, plain, plain"
    })
    void host_names_are_counted_up_by_their_grammar(String name, boolean unique, String first, String second) {
        List<String> ids = cloud.ask(launch(request -> {
                    request.setAmount(2);
                    request.setHostName(name);
                    request.setUniqueSuffix(unique);
                }))
                .getInstanceIdSets();

        assertThat(ids.stream().map(id -> cloud.only(id).getHostName())).containsExactly(first, second);
    }

    @Test
    void a_host_name_can_hold_its_instance_id() {
        String id = cloud.ask(launch(request -> request.setHostName("gpu-${instance_id}")))
                .getInstanceIdSets()
                .getFirst();

        assertThat(cloud.only(id).getHostName()).isEqualTo("gpu-" + id);
    }

    @Test
    void what_was_asked_for_is_what_is_shown() {
        String id = cloud.ask(launch(request -> {
                    request.setAutoReleaseTime("2026-11-23T13:30:59Z");
                    request.setResourceGroupId("rg-1");
                    request.setHttpTokens("required");
                    request.setDeletionProtection(true);
                    request.setInstanceName("worker");
                }))
                .getInstanceIdSets()
                .getFirst();
        Instance shown = cloud.only(id);

        assertThat(shown.getAutoReleaseTime()).isEqualTo("2026-11-23T13:30Z");
        assertThat(shown.getResourceGroupId()).isEqualTo("rg-1");
        assertThat(shown.getMetadataOptions().getHttpTokens()).isEqualTo("required");
        assertThat(shown.getDeletionProtection()).isTrue();
        assertThat(shown.getInstanceName()).isEqualTo("worker");
        assertThat(shown.getExpiredTime()).isEqualTo("2099-12-31T15:59Z");
        assertThat(shown.getInstanceChargeType()).isEqualTo("PostPaid");
        assertThat(shown.getVpcAttributes().getVSwitchId()).isEqualTo("vsw-host-b");
    }

    @Test
    void a_spot_price_limit_below_the_market_is_refused() {
        cloud.assertRefused(launch(request -> spot(request, 2.8f)))
                .isEqualTo("InvalidSpotPriceLimit.LowerThanPublicPrice");
        cloud.assertRefused(launch(request -> spot(request, 2.8595f))).isEqualTo("InvalidParameter");
        String id = cloud.ask(launch(request -> spot(request, 3.0f)))
                .getInstanceIdSets()
                .getFirst();

        assertThat(cloud.only(id).getSpotStrategy()).isEqualTo("SpotWithPriceLimit");
        assertThat(cloud.only(id).getSpotPriceLimit()).isEqualTo(3.0f);
    }

    @Test
    void a_prepaid_instance_has_an_order_and_an_end_and_no_release_time() {
        RunInstancesResponse response = cloud.ask(launch(RunInstancesTest::prepaid));

        assertThat(response.getOrderId()).isNotEmpty();
        assertThat(cloud.only(response.getInstanceIdSets().getFirst()).getExpiredTime())
                .isEqualTo("2026-12-23T16:00Z");
        cloud.assertRefused(launch(request -> {
                    prepaid(request);
                    request.setAutoReleaseTime("2026-11-23T13:30:00Z");
                }))
                .isEqualTo("InvalidParameter.Conflict");
        cloud.assertRefused(launch(request -> {
                    prepaid(request);
                    request.setPeriod(10);
                }))
                .isEqualTo("InvalidPeriod");
    }

    private static RunInstancesRequest launch(Consumer<RunInstancesRequest> change) {
        RunInstancesRequest request = CloudUnderTest.aLaunch();
        change.accept(request);
        return request;
    }

    private static void prepaid(RunInstancesRequest request) {
        request.setInstanceChargeType("PrePaid");
        request.setPeriod(1);
        request.setPeriodUnit("Month");
    }

    private static void spot(RunInstancesRequest request, float limit) {
        request.setSpotStrategy("SpotWithPriceLimit");
        request.setSpotPriceLimit(limit);
    }

    private void stock(int count) {
        cloud.change("PUT", "/admin/stock", """
                {"stock": [{"instanceType": "%s", "count": %d}]}""".formatted(CloudUnderTest.KIND, count));
    }

    private int bought() {
        return cloud.look("/admin/state").get("instances").size();
    }
}
