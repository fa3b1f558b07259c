package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.RunInstancesResponse;
import com.aliyuncs.exceptions.ClientException;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.Limits;
import io.burstlease.sandbox.cloud.world.Quota;
import io.burstlease.sandbox.cloud.world.StockRule;
import io.burstlease.sandbox.cloud.world.VSwitch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScarcityTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void stock_that_is_short_gives_what_there_is_down_to_the_least_acceptable() {
        stock(3);

        cloud.assertRefused(launch(request -> request.setAmount(4))).isEqualTo("OperationDenied.NoStock");
        cloud.assertRefused(launch(request -> {
                    request.setAmount(8);
                    request.setMinAmount(4);
                }))
                .isEqualTo("OperationDenied.NoStock");
        assertThat(bought()).isZero();
        RunInstancesResponse partial = cloud.ask(launch(request -> {
            request.setAmount(8);
            request.setMinAmount(2);
        }));
        assertThat(partial.getInstanceIdSets()).hasSize(3);
        cloud.assertRefused(launch(request -> request.setAmount(1))).isEqualTo("OperationDenied.NoStock");
    }

    @Test
    void stock_comes_back_when_an_instance_is_gone() {
        stock(1);
        String id = cloud.runningHosts(1).getFirst();
        cloud.assertRefused(launch(request -> request.setAmount(1))).isEqualTo("OperationDenied.NoStock");

        cloud.change("POST", "/admin/instances/" + id + "/vanish", "");

        assertThat(cloud.launch(1)).hasSize(1);
    }

    @Test
    void stock_is_kept_apart_by_zone_and_charge_type() {
        cloud.change("PUT", "/admin/stock", """
                {"stock": [{"zoneId": "cn-shanghai-b", "chargeType": "POSTPAID", "count": 0}]}""");

        cloud.assertRefused(launch(request -> request.setAmount(1))).isEqualTo("OperationDenied.NoStock");
        cloud.ask(launch(request -> request.setVSwitchId("vsw-host-g")));
        cloud.ask(launch(request -> request.setSpotStrategy("SpotAsPriceGo")));
    }

    @Test
    void a_type_that_a_zone_does_not_sell_or_that_has_no_price_is_refused() {
        cloud.assertRefused(launch(request -> {
                    request.setInstanceType("ecs.ebmgn7e.32xlarge");
                    request.setVSwitchId("vsw-host-m");
                }))
                .isEqualTo("InvalidResourceType.NotSupported");
        cloud.assertRefused(launch(request -> request.setInstanceType("ecs.gn8v.4xlarge")))
                .isEqualTo("InvalidResourceType.NotSupported");
    }

    @Test
    void a_quota_counts_instances_and_vcpus() {
        CloudWorld few = CloudWorld.sample().withAccount(account -> account.withQuota(new Quota(1_000, 2)));
        CloudWorld thin = CloudWorld.sample().withAccount(account -> account.withQuota(new Quota(16, 100)));
        try (CloudUnderTest byCount = CloudUnderTest.of(few);
                CloudUnderTest byVcpus = CloudUnderTest.of(thin)) {
            byCount.launch(2);
            byVcpus.launch(2);

            byCount.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("QuotaExceed.ElasticQuota");
            byVcpus.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("QuotaExceed.ElasticQuota");
        }
    }

    @Test
    void a_quota_of_vcpus_is_that_of_a_zone() {
        CloudWorld thin = CloudWorld.sample().withAccount(account -> account.withQuota(new Quota(16, 100)));
        try (CloudUnderTest byVcpus = CloudUnderTest.of(thin)) {
            byVcpus.launch(2);

            byVcpus.ask(launch(request -> request.setVSwitchId("vsw-host-g")));
            byVcpus.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("QuotaExceed.ElasticQuota");
        }
    }

    @Test
    void a_launch_that_may_come_short_takes_what_the_quota_leaves_and_no_more() {
        CloudWorld few = CloudWorld.sample().withAccount(account -> account.withQuota(new Quota(1_000, 3)));
        try (CloudUnderTest byCount = CloudUnderTest.of(few)) {
            RunInstancesResponse partial = byCount.ask(launch(request -> {
                request.setAmount(8);
                request.setMinAmount(2);
            }));

            assertThat(partial.getInstanceIdSets()).hasSize(3);
        }
    }

    @Test
    void a_launch_that_may_come_short_spends_no_more_than_there_is() {
        CloudWorld poor = CloudWorld.sample().withAccount(account -> account.withBalance(new BigDecimal("9000.00")));
        try (CloudUnderTest broke = CloudUnderTest.of(poor)) {
            broke.assertRefused(launch(request -> {
                        prepaid(request);
                        request.setAmount(50);
                        request.setMinAmount(1);
                    }))
                    .isEqualTo("InsufficientBalance");
            broke.ask(launch(ScarcityTest::prepaid));
        }
    }

    @Test
    void an_account_without_money_buys_nothing() {
        CloudWorld poor = CloudWorld.sample().withAccount(account -> account.withBalance(new BigDecimal("9.00")));
        try (CloudUnderTest broke = CloudUnderTest.of(poor)) {
            RunInstancesRequest prepaid = launch(ScarcityTest::prepaid);
            broke.assertRefused(prepaid).isEqualTo("InsufficientBalance");
            broke.launch(1);
            broke.clock.advance(Duration.ofHours(1));

            broke.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("InvalidAccountStatus.NotEnoughBalance");
        }
    }

    @Test
    void a_vswitch_hands_out_all_but_its_four_kept_addresses() {
        CloudWorld narrow = CloudWorld.sample()
                .withNetwork(network ->
                        network.withVSwitches(List.of(new VSwitch("vsw-host-b", "cn-shanghai-b", "10.80.0.0/29"))));
        try (CloudUnderTest tight = CloudUnderTest.of(narrow)) {
            tight.assertRefused(launch(request -> request.setAmount(5))).isEqualTo("InvalidVSwitchId.IpNotEnough");
            List<String> ids = tight.launch(4);

            assertThat(ids.stream().map(id -> address(tight, id)))
                    .containsExactly("10.80.0.1", "10.80.0.2", "10.80.0.3", "10.80.0.4");
            tight.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("InvalidVSwitchId.IpNotEnough");
            tight.change("POST", "/admin/instances/" + ids.get(1) + "/vanish", "");
            assertThat(address(tight, tight.launch(1).getFirst())).isEqualTo("10.80.0.2");
        }
    }

    @Test
    void addresses_that_others_use_are_not_free() {
        cloud.change("PUT", "/admin/stock", """
                {"addresses": [{"vSwitchId": "vsw-host-b", "inUse": 1019}]}""");

        cloud.assertRefused(launch(request -> request.setAmount(2))).isEqualTo("InvalidVSwitchId.IpNotEnough");
        assertThat(cloud.launch(1)).hasSize(1);
    }

    @Test
    void calls_beyond_the_limit_of_a_minute_are_throttled_until_the_next() {
        CloudWorld strict = CloudWorld.sample()
                .withBehaviour(behaviour -> behaviour.withLimits(new Limits(100, Map.of("RunInstances", 2))));
        try (CloudUnderTest busy = CloudUnderTest.of(strict)) {
            busy.launch(1);
            busy.launch(1);
            ClientException refusal = busy.refusal(busy.client, CloudUnderTest.aLaunch());

            assertThat(refusal.getErrCode()).isEqualTo("Throttling.User");
            assertThat(refusal.getErrMsg()).contains("Request was denied due to user flow control.");
            busy.ask(CloudUnderTest.aList());
            busy.clock.advance(Duration.ofSeconds(43));
            busy.launch(1);
        }
    }

    @Test
    void a_world_can_start_with_stock_of_its_own() {
        CloudWorld one = CloudWorld.sample()
                .withCatalogue(catalogue -> catalogue.withStock(List.of(new StockRule(null, null, null, 1))));
        try (CloudUnderTest scarce = CloudUnderTest.of(one)) {
            scarce.launch(1);

            scarce.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("OperationDenied.NoStock");
        }
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

    private void stock(int count) {
        cloud.change("PUT", "/admin/stock", """
                {"stock": [{"instanceType": "%s", "count": %d}]}""".formatted(CloudUnderTest.KIND, count));
    }

    private static String address(CloudUnderTest world, String id) {
        return world.only(id).getVpcAttributes().getPrivateIpAddress().getFirst();
    }

    private int bought() {
        return cloud.look("/admin/state").get("instances").size();
    }
}
