package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTests {

    @Test
    void every_page_of_every_vswitch_is_read_and_an_instance_on_two_pages_counts_once() {
        try (var cloud = new ScriptedCloud(
                        page("p2", row("i-1", "vsw-b"), row("i-2", "vsw-b")),
                        page("", row("i-2", "vsw-b"), row("i-3", "vsw-b")),
                        page("", row("i-4", "vsw-g")));
                var adapter = new Adapter(cloud.endpoint())) {
            Sighting sighting = adapter.hosts.list(List.of("vsw-b", "vsw-g"));

            assertThat(ids(sighting)).containsExactly("i-1", "i-2", "i-3", "i-4");
            assertThat(sighting.sentAt()).isEqualTo(Adapter.NOW);
            assertThat(sighting.cloudDate()).isEqualTo(Instant.parse("2026-11-23T12:51:31Z"));
            assertThat(cloud.requests())
                    .allSatisfy(request -> assertThat(request)
                            .containsEntry("MaxResults", "100")
                            .doesNotContainKey("Tag.1.Key"));
            assertThat(cloud.requests().get(1))
                    .containsEntry("VSwitchId", "vsw-b")
                    .containsEntry("NextToken", "p2");
            assertThat(cloud.requests().get(2))
                    .containsEntry("VSwitchId", "vsw-g")
                    .doesNotContainKey("NextToken");
        }
    }

    @Test
    void one_page_that_fails_fails_the_whole_reading() {
        try (var cloud = new ScriptedCloud(
                        page("p2", row("i-1", "vsw-b")),
                        page("p3", row("i-2", "vsw-b")),
                        WireReply.error(400, "Throttling.User"),
                        page("", row("i-9", "vsw-b")));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThatThrownBy(() -> adapter.hosts.list(List.of("vsw-b")))
                    .isInstanceOfSatisfying(CloudException.class, failed -> {
                        assertThat(failed.family()).isEqualTo(Family.THROTTLED);
                        assertThat(failed.requestId()).isEqualTo("R-1");
                    });
        }
    }

    @Test
    void pages_that_lead_in_a_circle_fail_the_reading() {
        try (var cloud = new ScriptedCloud(page("again", row("i-1", "vsw-b")));
                var adapter = new Adapter(cloud.endpoint())) {
            assertTransient(() -> adapter.hosts.list(List.of("vsw-b")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RequestId\":\"R\"}",
                "{\"RequestId\":\"R\",\"Instances\":{}}",
                "{\"RequestId\":\"R\",\"Instances\":{\"Instance\":null}}",
                "{\"RequestId\":\"R\",\"Instances\":{\"Instance\":[null]}}",
                "{\"RequestId\":\"R\",\"Instances\":{\"Instance\":[{\"Status\":\"Running\"}]}}"
            })
    void a_success_without_its_list_never_passes_for_an_empty_one(String body) {
        try (var cloud = new ScriptedCloud(WireReply.ok(body));
                var adapter = new Adapter(cloud.endpoint())) {
            assertTransient(() -> adapter.hosts.list(List.of("vsw-b")));
        }
    }

    @Test
    void an_empty_list_is_an_empty_reading() {
        try (var cloud = new ScriptedCloud(page(""));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.hosts.list(List.of("vsw-b")).instances()).isEmpty();
        }
    }

    @Test
    void an_instance_is_read_field_by_field() {
        String full = """
                {"InstanceId":"i-1","Status":"Running","ZoneId":"cn-shanghai-b","InstanceType":"ecs.gn7i-c32g1.8xlarge",
                "GPUAmount":1,"InstanceChargeType":"PostPaid","SpotStrategy":"NoSpot","CreationTime":"2026-11-23T10:04Z",
                "ExpiredTime":"2099-12-31T15:59Z","AutoReleaseTime":"2026-11-23T17:00Z",
                "VpcAttributes":{"VpcId":"vpc-1","VSwitchId":"vsw-b","PrivateIpAddress":{"IpAddress":["10.0.1.7"]}},
                "OperationLocks":{"LockReason":[{"LockReason":"financial"},{"LockReason":"Recycling"}]},
                "Tags":{"Tag":[{"TagKey":"lease","TagValue":"L 42 \\u6d4b"},{"TagKey":"mark","TagValue":""}]}}""";

        assertThat(read(full))
                .isEqualTo(new InstanceSeen(
                        "i-1",
                        InstanceSeen.Status.RUNNING,
                        "cn-shanghai-b",
                        "vsw-b",
                        "ecs.gn7i-c32g1.8xlarge",
                        1,
                        ChargeType.POSTPAID,
                        "10.0.1.7",
                        Instant.parse("2026-11-23T10:04:00Z"),
                        Instant.parse("2026-11-23T17:00:00Z"),
                        null,
                        "Recycling",
                        Map.of("lease", "L 42 测", "mark", "")));
    }

    @Test
    void what_is_not_set_is_null_and_a_cpu_host_has_no_gpus() {
        InstanceSeen seen = read(row("i-1", "vsw-b"));

        assertThat(seen.autoReleaseTime()).isNull();
        assertThat(seen.expiredTime()).isNull();
        assertThat(seen.lock()).isNull();
        assertThat(seen.privateIp()).isNull();
        assertThat(seen.gpus()).isZero();
        assertThat(seen.tags()).isEmpty();
    }

    @Test
    void the_address_of_the_primary_card_serves_where_the_vpc_shows_none() {
        String row = row("i-1", "vsw-b")
                .replace(
                        "\"Status\"",
                        "\"NetworkInterfaces\":{\"NetworkInterface\":["
                                + "{\"Type\":\"Secondary\",\"PrimaryIpAddress\":\"10.0.9.9\"},"
                                + "{\"Type\":\"Primary\",\"PrimaryIpAddress\":\"10.0.1.8\"}]},\"Status\"");

        assertThat(read(row).privateIp()).isEqualTo("10.0.1.8");
    }

    @ParameterizedTest
    @CsvSource({
        "Pending,PENDING",
        "Starting,STARTING",
        "Running,RUNNING",
        "Stopping,STOPPING",
        "Stopped,STOPPED",
        "Hibernating,OTHER"
    })
    void a_state_nobody_knows_is_still_an_instance(String said, InstanceSeen.Status status) {
        assertThat(read(row("i-1", "vsw-b").replace("Running", said)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"PostPaid,NoSpot,POSTPAID", "PostPaid,SpotAsPriceGo,SPOT", "PrePaid,NoSpot,PREPAID"})
    void spot_is_told_from_post_paid(String chargeType, String strategy, ChargeType read) {
        String row = row("i-1", "vsw-b")
                .replace(
                        "\"InstanceChargeType\":\"PostPaid\"",
                        "\"InstanceChargeType\":\"" + chargeType + "\",\"SpotStrategy\":\"" + strategy
                                + "\",\"ExpiredTime\":\"2026-12-23T16:00Z\"");
        InstanceSeen seen = read(row);

        assertThat(seen.chargeType()).isEqualTo(read);
        assertThat(seen.expiredTime() != null).isEqualTo(read == ChargeType.PREPAID);
    }

    @Test
    void a_filter_that_the_cloud_ignored_does_not_widen_the_answer() {
        String tagged = row("i-1", "vsw-b")
                .replace("\"Status\"", "\"Tags\":{\"Tag\":[{\"TagKey\":\"attempt\",\"TagValue\":\"7-1\"}]},\"Status\"");
        try (var cloud = new ScriptedCloud(page("", tagged, row("i-2", "vsw-b")));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(ids(adapter.hosts.listByTag("attempt", "7-1"))).containsExactly("i-1");
            assertThat(cloud.requests().getFirst())
                    .containsEntry("Tag.1.Key", "attempt")
                    .containsEntry("Tag.1.Value", "7-1")
                    .containsEntry("MaxResults", "100");
            assertThat(ids(adapter.hosts.listByIds(List.of("i-2")))).containsExactly("i-2");
            assertThat(ids(adapter.hosts.list(List.of("vsw-g")))).isEmpty();
        }
    }

    @Test
    void more_than_a_hundred_ids_are_asked_for_a_hundred_at_a_time() {
        var ids = IntStream.range(0, 250).mapToObj(n -> "i-" + n).toList();
        try (var cloud = new ScriptedCloud(page(""));
                var adapter = new Adapter(cloud.endpoint())) {
            adapter.hosts.listByIds(ids);

            assertThat(cloud.requests()).hasSize(3);
            assertThat(cloud.requests().get(2).get("InstanceIds"))
                    .startsWith("[\"i-200\",\"i-201\"")
                    .endsWith("\"i-249\"]");
        }
    }

    @Test
    void an_empty_question_is_never_sent() {
        try (var cloud = new ScriptedCloud(page(""));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThatThrownBy(() -> adapter.hosts.list(List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> adapter.hosts.listByIds(List.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> adapter.hosts.list(List.of(""))).isInstanceOf(IllegalArgumentException.class);
            assertThat(cloud.requests()).isEmpty();
        }
    }

    private static InstanceSeen read(String row) {
        try (var cloud = new ScriptedCloud(page("", row));
                var adapter = new Adapter(cloud.endpoint())) {
            return adapter.hosts.list(List.of("vsw-b")).instances().getFirst();
        }
    }

    private static void assertTransient(Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        CloudException.class,
                        failed -> assertThat(failed.family()).isEqualTo(Family.TRANSIENT));
    }

    private static List<String> ids(Sighting sighting) {
        return sighting.instances().stream().map(InstanceSeen::instanceId).toList();
    }

    private static WireReply page(String next, String... rows) {
        return WireReply.ok("{\"RequestId\":\"R\",\"NextToken\":\"" + next + "\",\"Instances\":{\"Instance\":["
                + Stream.of(rows).collect(Collectors.joining(",")) + "]}}");
    }

    private static String row(String id, String vSwitch) {
        return """
               {"InstanceId":"%s","Status":"Running","ZoneId":"cn-shanghai-b","InstanceType":"ecs.g7.large",
               "InstanceChargeType":"PostPaid","CreationTime":"2026-11-23T10:04Z","AutoReleaseTime":"",
               "VpcAttributes":{"VSwitchId":"%s"}}""".formatted(id, vSwitch);
    }
}
