package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.DescribeInstanceAttributeRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesResponse;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesResponse.Instance;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import io.burstlease.sandbox.cloud.world.AccessKey;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.Delays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DescribeInstancesTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_list_without_a_page_size_has_ten_of_them() {
        cloud.launch(25);

        DescribeInstancesResponse page = cloud.ask(CloudUnderTest.aList());

        assertThat(page.getInstances()).hasSize(10);
        assertThat(page.getTotalCount()).isEqualTo(25);
        assertThat(page.getNextToken()).isNotEmpty();
    }

    @Test
    void fewer_than_ten_results_cannot_be_asked_for_and_more_than_a_hundred_neither() {
        cloud.launch(12);

        assertThat(cloud.ask(list(request -> request.setMaxResults(3))).getInstances())
                .hasSize(10);
        cloud.assertRefused(list(request -> request.setMaxResults(101))).isEqualTo("InvalidParameter");
        cloud.assertRefused(list(request -> request.setPageSize(101))).isEqualTo("InvalidParameter");
    }

    @Test
    void tokens_lead_through_all_pages_whatever_is_bought_meanwhile() {
        List<String> ids = cloud.launch(50);
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            String next = token;
            DescribeInstancesResponse page = cloud.ask(list(request -> {
                request.setMaxResults(20);
                request.setNextToken(next);
                request.setPageNumber(7);
            }));
            page.getInstances().forEach(instance -> seen.add(instance.getInstanceId()));
            token = page.getNextToken();
            cloud.launch(1);
        } while (!token.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        cloud.assertRefused(list(request -> request.setNextToken("forged"))).startsWith("InvalidParameter");
    }

    @Test
    void pages_can_be_numbered() {
        cloud.launch(25);

        DescribeInstancesResponse last = cloud.ask(list(request -> {
            request.setPageNumber(3);
            request.setPageSize(10);
        }));

        assertThat(last.getInstances()).hasSize(5);
        assertThat(last.getPageNumber()).isEqualTo(3);
        assertThat(last.getNextToken()).isEmpty();
    }

    @Test
    void an_empty_array_of_ids_finds_nothing_and_unknown_ids_are_left_out() {
        String id = cloud.launch(2).getFirst();

        assertThat(ids(request -> request.setInstanceIds("[]"))).isEmpty();
        assertThat(ids(request -> request.setInstanceIds("[\"" + id + "\",\"i-unknown\"]")))
                .containsExactly(id);
        cloud.assertRefused(list(request -> request.setInstanceIds(id))).isEqualTo("InvalidInstanceIds.Malformed");
        String many = "[" + String.join(",", numbered(101)) + "]";
        cloud.assertRefused(list(request -> request.setInstanceIds(many))).isEqualTo("InvalidParameter");
    }

    @Test
    void filters_narrow_by_vswitch_zone_vpc_group_status_and_name() {
        String there = cloud.ask(launch(request -> {
                    request.setVSwitchId("vsw-host-g");
                    request.setResourceGroupId("rg-9");
                    request.setInstanceName("train-1");
                }))
                .getInstanceIdSets()
                .getFirst();
        cloud.clock.advance(Duration.ofSeconds(10));
        String here = cloud.launch(1).getFirst();

        assertThat(ids(request -> request.setVSwitchId("vsw-host-g"))).containsExactly(there);
        assertThat(ids(request -> request.setZoneId("cn-shanghai-b"))).containsExactly(here);
        assertThat(ids(request -> request.setVpcId("vpc-burst"))).hasSize(2);
        assertThat(ids(request -> request.setVpcId("vpc-other"))).isEmpty();
        assertThat(ids(request -> request.setResourceGroupId("rg-9"))).containsExactly(there);
        assertThat(ids(request -> request.setStatus("Running"))).containsExactly(there);
        assertThat(ids(request -> request.setStatus("Pending"))).containsExactly(here);
        assertThat(ids(request -> request.setInstanceName("train-*"))).containsExactly(there);
        assertThat(ids(request -> request.setInstanceName("train"))).isEmpty();
        cloud.assertRefused(list(request -> request.setPrivateIpAddresses("[\"10.80.0.1\"]")))
                .isEqualTo("InvalidParameter.NotEmulated");
    }

    @Test
    void tags_narrow_by_key_and_value() {
        String tagged = cloud.ask(launch(request -> request.setTags(List.of(tag("lease", "L1")))))
                .getInstanceIdSets()
                .getFirst();
        cloud.launch(1);

        assertThat(ids(request -> request.setTags(List.of(wanted("lease", "L1")))))
                .containsExactly(tagged);
        assertThat(ids(request -> request.setTags(List.of(wanted("lease", null)))))
                .containsExactly(tagged);
        assertThat(ids(request -> request.setTags(List.of(wanted("lease", "L2")))))
                .isEmpty();
    }

    @Test
    void a_tag_filter_that_over_a_thousand_instances_match_is_refused() {
        cloud.change("PUT", "/admin/stock", """
                {"stock": [{"count": 2000}]}""");
        for (int i = 0; i < 10; i++) {
            String vSwitch = i % 2 == 0 ? "vsw-host-b" : "vsw-host-g";
            cloud.ask(launch(request -> {
                request.setAmount(100);
                request.setVSwitchId(vSwitch);
                request.setTags(List.of(tag("owner", "burst")));
            }));
        }
        assertThat(cloud.ask(list(request -> request.setTags(List.of(wanted("owner", "burst")))))
                        .getTotalCount())
                .isEqualTo(1000);
        cloud.ask(launch(request -> request.setTags(List.of(tag("owner", "burst")))));

        cloud.assertRefused(list(request -> request.setTags(List.of(wanted("owner", "burst")))))
                .isEqualTo("InvalidParameter.TagFilterExceeded");
        assertThat(cloud.ask(list(request -> request.setVSwitchId("vsw-host-g")))
                        .getTotalCount())
                .isEqualTo(500);
    }

    @Test
    void without_rights_a_list_is_empty_and_only_a_dry_run_tells() {
        CloudWorld world = CloudWorld.sample()
                .withAccount(account -> account.withAccessKeys(
                        List.of(new AccessKey("full", "secret"), new AccessKey("none", "secret", null, false))));
        try (CloudUnderTest guarded = CloudUnderTest.of(world)) {
            var full = guarded.client("full", "secret");
            var none = guarded.client("none", "secret");
            guarded.ask(full, CloudUnderTest.aLaunch());

            assertThat(guarded.ask(none, CloudUnderTest.aList()).getTotalCount())
                    .isZero();
            assertThat(guarded.refusal(none, list(request -> request.setDryRun(true)))
                            .getErrCode())
                    .isEqualTo("Forbidden.RAM");
            assertThat(guarded.refusal(full, list(request -> request.setDryRun(true)))
                            .getErrCode())
                    .isEqualTo("DryRunOperation");
            assertThat(guarded.refusal(none, CloudUnderTest.aLaunch()).getErrCode())
                    .isEqualTo("Forbidden.RAM");
        }
    }

    @Test
    void a_new_instance_can_be_missing_from_lists_for_a_while() {
        CloudWorld world = CloudWorld.sample().withBehaviour(behaviour -> {
            Delays late = behaviour.delays().withShownAfter(Duration.ofMinutes(3));
            return behaviour.withDelays(late);
        });
        try (CloudUnderTest slow = CloudUnderTest.of(world)) {
            slow.launch(50);
            int atOnce = slow.ask(CloudUnderTest.aList()).getTotalCount();
            slow.clock.advance(Duration.ofMinutes(3));

            assertThat(atOnce).isLessThan(50);
            assertThat(slow.ask(CloudUnderTest.aList()).getTotalCount()).isEqualTo(50);
        }
    }

    @Test
    void an_id_that_does_not_exist_is_told_for_certain_by_its_attributes_only() {
        String id = cloud.launch(1).getFirst();
        DescribeInstanceAttributeRequest attribute = new DescribeInstanceAttributeRequest();
        attribute.setInstanceId(id);
        assertThat(cloud.ask(attribute).getStatus()).isEqualTo("Pending");

        cloud.change("POST", "/admin/instances/" + id + "/vanish", "");

        cloud.assertRefused(attribute).isEqualTo("InvalidInstanceId.NotFound");
        assertThat(ids(request -> request.setInstanceIds("[\"" + id + "\"]"))).isEmpty();
    }

    @Test
    void a_foreign_region_is_not_found() {
        cloud.assertRefused(list(request -> request.putQueryParameter("RegionId", "cn-beijing")))
                .isEqualTo("InvalidRegionId.NotFound");
    }

    private List<String> ids(Consumer<DescribeInstancesRequest> change) {
        return cloud.ask(list(change)).getInstances().stream()
                .map(Instance::getInstanceId)
                .toList();
    }

    private static DescribeInstancesRequest list(Consumer<DescribeInstancesRequest> change) {
        DescribeInstancesRequest request = CloudUnderTest.aList();
        change.accept(request);
        return request;
    }

    private static RunInstancesRequest launch(Consumer<RunInstancesRequest> change) {
        RunInstancesRequest request = CloudUnderTest.aLaunch();
        change.accept(request);
        return request;
    }

    private static RunInstancesRequest.Tag tag(String key, String value) {
        RunInstancesRequest.Tag tag = new RunInstancesRequest.Tag();
        tag.setKey(key);
        tag.setValue(value);
        return tag;
    }

    private static DescribeInstancesRequest.Tag wanted(String key, @Nullable String value) {
        DescribeInstancesRequest.Tag tag = new DescribeInstancesRequest.Tag();
        tag.setKey(key);
        if (value != null) {
            tag.setValue(value);
        }
        return tag;
    }

    private static List<String> numbered(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add("\"i-x" + i + "\"");
        }
        return ids;
    }
}
