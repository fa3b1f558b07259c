package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.DeleteReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting, moving the release time, tagging, and the two questions that prove something. */
class ChangeTests {

    private static final WireReply DONE = WireReply.ok("{\"RequestId\":\"R\"}");

    private static final List<String> OURS = List.of("vsw-b");
    private static final String VSWITCH = """
            {"RequestId":"R","VSwitches":{"VSwitch":[{"VSwitchId":"vsw-b","VpcId":"vpc-1","ZoneId":"cn-shanghai-b",
            "CidrBlock":"10.0.1.0/24","AvailableIpAddressCount":251}]}}""";

    @Test
    void hosts_are_deleted_together_running_or_not_and_never_as_a_subscription() {
        with(List.of(DONE), (cloud, adapter) -> {
            assertThat(adapter.hosts.delete(List.of("i-1", "i-2")))
                    .containsExactly(new DeleteReply.Accepted("i-1"), new DeleteReply.Accepted("i-2"));
            assertThat(cloud.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request)
                            .containsEntry("InstanceId.1", "i-1")
                            .containsEntry("InstanceId.2", "i-2")
                            .containsEntry("Force", "true")
                            .containsEntry("TerminateSubscription", "true"));
        });
    }

    @Test
    void a_refused_batch_is_deleted_one_by_one_with_an_answer_for_each() {
        with(
                List.of(
                        WireReply.error(403, "IncorrectInstanceStatus.Initializing"),
                        DONE,
                        WireReply.error(404, "InvalidInstanceId.NotFound"),
                        WireReply.error(403, "IncorrectInstanceStatus.Initializing"),
                        WireReply.error(403, "InvalidOperation.DeletionProtection"),
                        WireReply.error(400, "DependencyViolation.RouteEntry"),
                        WireReply.error(400, "Never.Met")),
                (cloud, adapter) -> {
                    assertThat(adapter.hosts.delete(List.of("i-1", "i-2", "i-3", "i-4", "i-5", "i-6")))
                            .containsExactly(
                                    new DeleteReply.Accepted("i-1"),
                                    new DeleteReply.AlreadyGone("i-2"),
                                    new DeleteReply.AskAgain("i-3", "IncorrectInstanceStatus.Initializing"),
                                    new DeleteReply.Stuck(
                                            "i-4", "InvalidOperation.DeletionProtection", "said the cloud"),
                                    new DeleteReply.Stuck("i-5", "DependencyViolation.RouteEntry", "said the cloud"),
                                    new DeleteReply.AskAgain("i-6", "Never.Met"));
                    assertThat(cloud.requests().subList(1, 7))
                            .allSatisfy(request -> assertThat(request).doesNotContainKey("InstanceId.2"));
                });
    }

    @ParameterizedTest
    @CsvSource({"400,Throttling.User", "503,ServiceUnavailable", "500,InternalError"})
    void a_batch_that_was_not_refused_is_not_taken_apart(int status, String code) {
        with(List.of(WireReply.error(status, code)), (cloud, adapter) -> {
            assertThat(adapter.hosts.delete(List.of("i-1", "i-2")))
                    .containsExactly(new DeleteReply.AskAgain("i-1", code), new DeleteReply.AskAgain("i-2", code));
            assertThat(cloud.requests()).hasSize(1);
        });
    }

    @Test
    void throttling_on_the_way_leaves_the_rest_for_later() {
        with(
                List.of(WireReply.error(403, "ChargeTypeViolation"), DONE, WireReply.error(400, "Throttling.User")),
                (cloud, adapter) -> {
                    assertThat(adapter.hosts.delete(List.of("i-1", "i-2", "i-3")))
                            .containsExactly(
                                    new DeleteReply.Accepted("i-1"),
                                    new DeleteReply.AskAgain("i-2", "Throttling.User"),
                                    new DeleteReply.AskAgain("i-3", "Throttling.User"));
                    assertThat(cloud.requests()).hasSize(3);
                });
    }

    @Test
    void a_single_refusal_is_not_repeated() {
        with(List.of(WireReply.error(404, "InvalidInstanceId.NotFound")), (cloud, adapter) -> {
            assertThat(adapter.hosts.delete(List.of("i-1"))).containsExactly(new DeleteReply.AlreadyGone("i-1"));
            assertThat(cloud.requests()).hasSize(1);
        });
    }

    @Test
    void at_most_a_hundred_go_together_and_answers_keep_their_order() {
        var ids = IntStream.range(0, 130).mapToObj(n -> "i-" + n).toList();
        with(List.of(DONE), (cloud, adapter) -> {
            assertThat(adapter.hosts.delete(ids))
                    .extracting(DeleteReply::instanceId)
                    .isEqualTo(ids);
            assertThat(cloud.requests()).hasSize(2);
            assertThat(cloud.requests().get(0)).containsKey("InstanceId.100").doesNotContainKey("InstanceId.101");
        });
    }

    @Test
    void a_release_time_is_written_in_whole_minutes_of_utc() {
        with(List.of(DONE), (cloud, adapter) -> {
            adapter.hosts.moveReleaseTime("i-1", Instant.parse("2026-11-24T23:59:30Z"));

            assertThat(cloud.requests().getFirst())
                    .containsEntry("Action", "ModifyInstanceAutoReleaseTime")
                    .containsEntry("InstanceId", "i-1")
                    .containsEntry("AutoReleaseTime", "2026-11-25T00:00:00Z");
        });
    }

    @Test
    void a_release_time_of_a_host_that_is_gone_says_so() {
        with(
                List.of(WireReply.error(404, "NoSuchResource")),
                (cloud, adapter) -> assertThatThrownBy(() -> adapter.hosts.moveReleaseTime("i-1", Adapter.NOW))
                        .isInstanceOfSatisfying(
                                CloudException.class,
                                failed -> assertThat(failed.family()).isEqualTo(Family.GONE)));
    }

    @Test
    void tags_are_set_twenty_at_a_time() {
        var tags = IntStream.range(0, 25).boxed().collect(Collectors.toMap(n -> "key-%02d".formatted(n), n -> "v"));
        with(List.of(DONE), (cloud, adapter) -> {
            adapter.hosts.tag("i-1", tags);
            adapter.hosts.tag("i-1", Map.of());

            assertThat(cloud.requests()).hasSize(2);
            assertThat(cloud.requests().get(0))
                    .containsEntry("Action", "TagResources")
                    .containsEntry("ResourceType", "instance")
                    .containsEntry("ResourceId.1", "i-1")
                    .containsEntry("Tag.20.Key", "key-19");
            assertThat(cloud.requests().get(1))
                    .containsEntry("Tag.5.Key", "key-24")
                    .doesNotContainKey("Tag.6.Key");
        });
    }

    @Test
    void only_a_refusal_that_names_the_id_as_unknown_proves_a_host_gone() {
        with(
                List.of(
                        WireReply.ok("{\"RequestId\":\"R\",\"InstanceId\":\"i-1\"}"),
                        WireReply.error(404, "InvalidInstanceId.NotFound")),
                (cloud, adapter) -> {
                    assertThat(adapter.hosts.exists("i-1")).isTrue();
                    assertThat(adapter.hosts.exists("i-1")).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoSuchResource", "Forbidden.RAM", "InvalidInstanceId.Malformed", "Never.Met"})
    void any_other_refusal_proves_nothing(String code) {
        with(
                List.of(WireReply.error(404, code)),
                (cloud, adapter) ->
                        assertThatThrownBy(() -> adapter.hosts.exists("i-1")).isInstanceOf(CloudException.class));
    }

    @Test
    void an_answer_about_another_host_proves_nothing() {
        with(
                List.of(WireReply.ok("{\"RequestId\":\"R\",\"InstanceId\":\"i-2\"}")),
                (cloud, adapter) ->
                        assertThatThrownBy(() -> adapter.hosts.exists("i-1")).isInstanceOf(CloudException.class));
    }

    @Test
    void an_account_or_region_without_any_of_our_vswitches_sees_nothing_of_ours() {
        with(
                List.of(
                        WireReply.error(400, "DryRunOperation"),
                        WireReply.ok("{\"RequestId\":\"R\",\"VSwitches\":{\"VSwitch\":[]}}"),
                        WireReply.error(400, "DryRunOperation"),
                        WireReply.error(503, "ServiceUnavailable")),
                (cloud, adapter) -> {
                    assertThat(adapter.hosts.maySee(OURS)).isFalse();
                    assertThatThrownBy(() -> adapter.hosts.maySee(OURS)).isInstanceOf(CloudException.class);
                });
    }

    @Test
    void a_dry_run_tells_who_may_see() {
        with(
                List.of(
                        WireReply.error(400, "DryRunOperation"),
                        WireReply.ok(VSWITCH),
                        WireReply.error(403, "Forbidden.RAM"),
                        WireReply.error(503, "ServiceUnavailable"),
                        DONE),
                (cloud, adapter) -> {
                    assertThat(adapter.hosts.maySee(OURS)).isTrue();
                    assertThat(adapter.hosts.maySee(OURS)).isFalse();
                    assertThatThrownBy(() -> adapter.hosts.maySee(OURS)).isInstanceOf(CloudException.class);
                    assertThatThrownBy(() -> adapter.hosts.maySee(OURS)).isInstanceOf(CloudException.class);
                    assertThat(cloud.requests().getFirst()).containsEntry("DryRun", "true");
                    assertThat(adapter.registry
                                    .find("burstlease.cloud.unknown.codes")
                                    .counters())
                            .isEmpty();
                });
    }

    @Test
    void a_code_nobody_has_met_is_counted_and_a_strange_one_does_not_fill_the_registry() {
        with(
                List.of(
                        WireReply.error(400, "Never.Met"),
                        WireReply.error(400, "Never.Met"),
                        WireReply.error(400, "a code with spaces")),
                (cloud, adapter) -> {
                    Consumer<String> ask = id ->
                            assertThatThrownBy(() -> adapter.hosts.exists(id)).isInstanceOf(CloudException.class);
                    ask.accept("i-1");
                    ask.accept("i-1");
                    ask.accept("i-1");

                    assertThat(unknown(adapter, "Never.Met")).isEqualTo(2);
                    assertThat(unknown(adapter, "other")).isEqualTo(1);
                    assertThat(adapter.registry
                                    .get("burstlease.cloud.calls")
                                    .tags("action", "DescribeInstanceAttribute", "outcome", "unknown")
                                    .timer()
                                    .count())
                            .isEqualTo(3);
                });
    }

    private static double unknown(Adapter adapter, String code) {
        return adapter.registry
                .get("burstlease.cloud.unknown.codes")
                .tag("code", code)
                .counter()
                .count();
    }

    private static void with(List<WireReply> script, Scene scene) {
        try (var cloud = new ScriptedCloud(script.toArray(WireReply[]::new));
                var adapter = new Adapter(cloud.endpoint())) {
            scene.play(cloud, adapter);
        }
    }

    private interface Scene {
        void play(ScriptedCloud cloud, Adapter adapter);
    }
}
