package io.burstlease.cloud.aliyun;

import static io.burstlease.cloud.aliyun.EmulatedRegion.A10;
import static io.burstlease.cloud.aliyun.EmulatedRegion.BLIND;
import static io.burstlease.cloud.aliyun.EmulatedRegion.HOSTS_B;
import static io.burstlease.cloud.aliyun.EmulatedRegion.RELEASE_TIME;
import static io.burstlease.cloud.aliyun.EmulatedRegion.SCARCE;
import static io.burstlease.cloud.aliyun.EmulatedRegion.bought;
import static io.burstlease.cloud.aliyun.EmulatedRegion.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.DeleteReply;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.cloud.Sighting;
import io.burstlease.sandbox.cloud.action.Faults.Fault;
import io.burstlease.sandbox.cloud.action.Faults.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The adapter against a cloud that checks signatures, parameters, tokens and states as the real one does. */
class EmulatedCloudTests {

    private final EmulatedRegion region = new EmulatedRegion();
    private final Adapter adapter = region.adapter;

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void hosts_live_their_whole_life() {
        var bought = bought(region.launch("t-1", 100), region.launch("t-2", 30));
        var atOnce = adapter.hosts.listByTag("attempt", "t-2");
        assertThat(atOnce.instances())
                .hasSize(30)
                .allSatisfy(instance -> assertThat(instance.status()).isEqualTo(InstanceSeen.Status.PENDING));
        region.clock.advance(Duration.ofSeconds(10));

        Sighting sighting = adapter.hosts.list(List.of(HOSTS_B, "vsw-host-g"));
        assertThat(ids(sighting)).containsExactlyInAnyOrderElementsOf(bought);
        assertThat(sighting.cloudDate()).isEqualTo(Instant.parse("2026-11-23T12:00:27Z"));
        assertThat(sighting.instances()).allSatisfy(instance -> {
            assertThat(instance.status()).isEqualTo(InstanceSeen.Status.RUNNING);
            assertThat(instance.chargeType()).isEqualTo(ChargeType.POSTPAID);
            assertThat(instance.zone()).isEqualTo("cn-shanghai-b");
            assertThat(instance.vSwitchId()).isEqualTo(HOSTS_B);
            assertThat(instance.gpus()).isEqualTo(1);
            assertThat(instance.privateIp()).startsWith("10.80.");
            assertThat(instance.autoReleaseTime()).isEqualTo(RELEASE_TIME);
            assertThat(instance.createdAt()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        });

        String one = bought.getFirst();
        adapter.hosts.moveReleaseTime(one, RELEASE_TIME.plus(Duration.ofHours(1)));
        assertThat(adapter.hosts.listByIds(List.of(one, "i-never-was")).instances())
                .singleElement()
                .satisfies(instance ->
                        assertThat(instance.autoReleaseTime()).isEqualTo(RELEASE_TIME.plus(Duration.ofHours(1))));

        assertThat(adapter.hosts.delete(bought))
                .hasSize(130)
                .allSatisfy(reply -> assertThat(reply).isInstanceOf(DeleteReply.Accepted.class));
        region.clock.advance(Duration.ofMinutes(1));
        assertThat(adapter.hosts.list(List.of(HOSTS_B)).instances()).isEmpty();
        assertThat(adapter.hosts.delete(List.of(one))).containsExactly(new DeleteReply.AlreadyGone(one));
    }

    @Test
    void a_repeat_with_the_same_token_buys_nothing_twice_and_another_request_with_it_is_unsettled() {
        LaunchReply first = region.launch("t-1", 3);
        LaunchReply again = region.launch("t-1", 3);

        assertThat(bought(again)).isEqualTo(bought(first));
        assertThat(region.launch("t-1", 4))
                .isInstanceOfSatisfying(
                        LaunchReply.Unsettled.class,
                        unsettled -> assertThat(unsettled.code()).isEqualTo("IdempotentParameterMismatch"));
        assertThat(adapter.hosts.listByTag("attempt", "t-1").instances()).hasSize(3);
    }

    @Test
    void what_a_lost_reply_hides_is_found_by_tag() {
        region.goesWrong(fault(Kind.DROP_REPLY, "RunInstances", null, null));

        assertThat(region.launch("t-1", 12)).isInstanceOf(LaunchReply.Unsettled.class);
        assertThat(adapter.hosts.listByTag("attempt", "t-1").instances()).hasSize(12);
    }

    @Test
    void a_failure_after_the_effect_is_unsettled() {
        region.goesWrong(fault(Kind.ANSWER_AFTER_EFFECT, "RunInstances", 500, "InternalError"));

        assertThat(region.launch("t-1", 2)).isInstanceOf(LaunchReply.Unsettled.class);
        assertThat(bought(region.launch("t-1", 2))).hasSize(2);
        assertThat(adapter.hosts.list(List.of(HOSTS_B)).instances()).hasSize(2);
    }

    @Test
    void a_type_that_is_out_of_stock_is_refused() {
        assertThat(adapter.hosts.launch(request("t-1", SCARCE, 9)))
                .isInstanceOfSatisfying(LaunchReply.Refused.class, refused -> {
                    assertThat(refused.family()).isEqualTo(Family.STOCK);
                    assertThat(refused.requestId()).isNotBlank();
                });
    }

    @Test
    void a_wrong_key_is_refused_without_a_word_of_the_request() {
        try (var wrong = region.as("sandbox-key", "not-the-secret")) {
            assertThat(wrong.hosts.launch(request("t-1", A10, 1)))
                    .isInstanceOfSatisfying(LaunchReply.Refused.class, refused -> {
                        assertThat(refused.family()).isEqualTo(Family.PERMISSION);
                        assertThat(refused.toString()).doesNotContain("UserData", "IyEv");
                    });
        }
    }

    @Test
    void a_blind_account_sees_an_empty_list_and_knows_it() {
        bought(region.launch("t-1", 2));
        try (var blind = region.as(BLIND.id(), BLIND.secret())) {
            assertThat(blind.hosts.list(List.of(HOSTS_B)).instances()).isEmpty();
            assertThat(blind.hosts.maySee(List.of(HOSTS_B))).isFalse();
        }
        assertThat(adapter.hosts.maySee(List.of(HOSTS_B))).isTrue();
    }

    @Test
    void a_host_that_is_still_being_made_is_to_be_deleted_later_and_does_not_keep_the_others() {
        var old = bought(region.launch("t-1", 2));
        region.clock.advance(Duration.ofSeconds(10));
        var young = bought(region.launch("t-2", 1));

        assertThat(adapter.hosts.delete(List.of(old.get(0), young.getFirst(), old.get(1))))
                .satisfiesExactly(
                        reply -> assertThat(reply).isEqualTo(new DeleteReply.Accepted(old.get(0))),
                        reply -> assertThat(reply).isInstanceOf(DeleteReply.AskAgain.class),
                        reply -> assertThat(reply).isEqualTo(new DeleteReply.Accepted(old.get(1))));
    }

    @Test
    void an_id_that_the_cloud_does_not_know_is_proof_and_an_id_it_knows_too() {
        String one = bought(region.launch("t-1", 1)).getFirst();

        assertThat(adapter.hosts.exists(one)).isTrue();
        assertThat(adapter.hosts.exists("i-uf6000000000000never")).isFalse();
    }

    @Test
    void a_tag_that_is_set_later_joins_the_others() {
        String one = bought(region.launch("t-1", 1)).getFirst();
        adapter.hosts.tag(one, Map.of("lease", "l-43", "held", "yes"));

        assertThat(adapter.hosts.listByIds(List.of(one)).instances().getFirst().tags())
                .containsAllEntriesOf(Map.of("attempt", "t-1", "lease", "l-43", "held", "yes", "installation", "i-7"));
    }

    @Test
    void a_truncated_answer_of_the_cloud_fails_the_reading() {
        region.goesWrong(new Fault(
                Kind.ANSWER,
                "DescribeInstances",
                null,
                1,
                200,
                null,
                null,
                "{\"RequestId\":\"R\",\"Instances\":{\"Instance\":["));

        assertThatThrownBy(() -> adapter.hosts.list(List.of(HOSTS_B)))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        failed -> assertThat(failed.family()).isEqualTo(Family.TRANSIENT));
    }

    private static List<String> ids(Sighting sighting) {
        return sighting.instances().stream().map(InstanceSeen::instanceId).toList();
    }

    private static Fault fault(Kind kind, String action, @Nullable Integer status, @Nullable String code) {
        return new Fault(kind, action, null, 1, status, code, null, null);
    }
}
