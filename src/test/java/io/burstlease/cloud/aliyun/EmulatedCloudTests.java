package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.DeleteReply;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.Sighting;
import io.burstlease.sandbox.cloud.CloudServer;
import io.burstlease.sandbox.cloud.action.Faults.Fault;
import io.burstlease.sandbox.cloud.action.Faults.Kind;
import io.burstlease.sandbox.cloud.world.AccessKey;
import io.burstlease.sandbox.cloud.world.Account;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.time.HandSetClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter against a cloud that checks signatures, parameters, tokens and states as the real one does. */
class EmulatedCloudTests {

    private static final String HOSTS_B = "vsw-host-b";
    private static final String A10 = "ecs.gn7i-c32g1.8xlarge";
    private static final String SCARCE = "ecs.ebmgn7e.32xlarge";
    private static final AccessKey BLIND = new AccessKey("blind-key", "blind-secret", null, false);

    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-11-23T12:00:17Z"));
    private CloudServer cloud;
    private Adapter adapter;

    @BeforeEach
    void start() {
        CloudWorld world = CloudWorld.sample().withAccount(EmulatedCloudTests::withABlindUser);
        cloud = CloudServer.start(0, world, null, clock, 7, Clock.systemUTC());
        adapter = as("sandbox-key", "sandbox-secret");
    }

    @AfterEach
    void stop() {
        adapter.close();
        cloud.close();
    }

    @Test
    void hosts_live_their_whole_life() {
        var bought = bought(launch("t-1", 100), launch("t-2", 30));
        var atOnce = adapter.hosts.listByTag("attempt", "t-2");
        assertThat(atOnce.instances())
                .hasSize(30)
                .allSatisfy(instance -> assertThat(instance.status()).isEqualTo(InstanceSeen.Status.PENDING));
        clock.advance(Duration.ofSeconds(10));

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
            assertThat(instance.autoReleaseTime()).isEqualTo(releaseTime());
            assertThat(instance.createdAt()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        });

        String one = bought.getFirst();
        adapter.hosts.moveReleaseTime(one, releaseTime().plus(Duration.ofHours(1)));
        assertThat(adapter.hosts.listByIds(List.of(one, "i-never-was")).instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.autoReleaseTime())
                        .isEqualTo(releaseTime().plus(Duration.ofHours(1))));

        assertThat(adapter.hosts.delete(bought))
                .hasSize(130)
                .allSatisfy(reply -> assertThat(reply).isInstanceOf(DeleteReply.Accepted.class));
        clock.advance(Duration.ofMinutes(1));
        assertThat(adapter.hosts.list(List.of(HOSTS_B)).instances()).isEmpty();
        assertThat(adapter.hosts.delete(List.of(one))).containsExactly(new DeleteReply.AlreadyGone(one));
    }

    @Test
    void a_repeat_with_the_same_token_buys_nothing_twice_and_another_request_with_it_is_unsettled() {
        LaunchReply first = launch("t-1", 3);
        LaunchReply again = launch("t-1", 3);

        assertThat(bought(again)).isEqualTo(bought(first));
        assertThat(launch("t-1", 4))
                .isInstanceOfSatisfying(
                        LaunchReply.Unsettled.class,
                        unsettled -> assertThat(unsettled.code()).isEqualTo("IdempotentParameterMismatch"));
        assertThat(adapter.hosts.listByTag("attempt", "t-1").instances()).hasSize(3);
    }

    @Test
    void what_a_lost_reply_hides_is_found_by_tag() {
        cloud.cloud().faults().replace(List.of(fault(Kind.DROP_REPLY, "RunInstances", null, null)));

        assertThat(launch("t-1", 12)).isInstanceOf(LaunchReply.Unsettled.class);
        assertThat(adapter.hosts.listByTag("attempt", "t-1").instances()).hasSize(12);
    }

    @Test
    void a_failure_after_the_effect_is_unsettled() {
        cloud.cloud().faults().replace(List.of(fault(Kind.ANSWER_AFTER_EFFECT, "RunInstances", 500, "InternalError")));

        assertThat(launch("t-1", 2)).isInstanceOf(LaunchReply.Unsettled.class);
        assertThat(bought(launch("t-1", 2))).hasSize(2);
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
        try (var wrong = as("sandbox-key", "not-the-secret")) {
            assertThat(wrong.hosts.launch(request("t-1", A10, 1)))
                    .isInstanceOfSatisfying(LaunchReply.Refused.class, refused -> {
                        assertThat(refused.family()).isEqualTo(Family.PERMISSION);
                        assertThat(refused.toString()).doesNotContain("UserData", "IyEv");
                    });
        }
    }

    @Test
    void a_blind_account_sees_an_empty_list_and_knows_it() {
        bought(launch("t-1", 2));
        try (var blind = as(BLIND.id(), BLIND.secret())) {
            assertThat(blind.hosts.list(List.of(HOSTS_B)).instances()).isEmpty();
            assertThat(blind.hosts.maySee()).isFalse();
        }
        assertThat(adapter.hosts.maySee()).isTrue();
    }

    @Test
    void a_host_that_is_still_being_made_is_to_be_deleted_later_and_does_not_keep_the_others() {
        var old = bought(launch("t-1", 2));
        clock.advance(Duration.ofSeconds(10));
        var young = bought(launch("t-2", 1));

        assertThat(adapter.hosts.delete(List.of(old.get(0), young.getFirst(), old.get(1))))
                .satisfiesExactly(
                        reply -> assertThat(reply).isEqualTo(new DeleteReply.Accepted(old.get(0))),
                        reply -> assertThat(reply).isInstanceOf(DeleteReply.AskAgain.class),
                        reply -> assertThat(reply).isEqualTo(new DeleteReply.Accepted(old.get(1))));
    }

    @Test
    void a_truncated_answer_of_the_cloud_fails_the_reading() {
        cloud.cloud()
                .faults()
                .replace(List.of(new Fault(
                        Kind.ANSWER,
                        "DescribeInstances",
                        null,
                        1,
                        200,
                        null,
                        null,
                        "{\"RequestId\":\"R\",\"Instances\":{\"Instance\":[")));

        assertThatThrownBy(() -> adapter.hosts.list(List.of(HOSTS_B)))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        failed -> assertThat(failed.family()).isEqualTo(Family.TRANSIENT));
    }

    private Adapter as(String key, String secret) {
        var settings = new AliyunSettings(
                "cn-shanghai",
                cloud.endpoint(),
                null,
                true,
                key,
                secret,
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                4,
                4,
                100);
        return new Adapter(settings, clock);
    }

    private LaunchReply launch(String attempt, int amount) {
        return adapter.hosts.launch(request(attempt, A10, amount));
    }

    private LaunchRequest request(String attempt, String type, int amount) {
        return new LaunchRequest(
                attempt,
                "cn-shanghai-b",
                HOSTS_B,
                "sg-burst",
                "m-gpu-ubuntu2204",
                type,
                amount,
                amount,
                ChargeType.POSTPAID,
                null,
                null,
                releaseTime(),
                "burst-[1,3]-b",
                new LaunchRequest.Disk("cloud_essd", 100, "PL0"),
                List.of(new LaunchRequest.Disk("cloud_essd", 1000, "PL1")),
                null,
                null,
                "#!/bin/bash\necho 测试\n".repeat(500),
                Map.of("attempt", attempt, "lease", "l-42", "installation", "i-7"));
    }

    private static Instant releaseTime() {
        return Instant.parse("2026-11-23T18:00:00Z").truncatedTo(ChronoUnit.MINUTES);
    }

    private static List<String> bought(LaunchReply... replies) {
        return Arrays.stream(replies)
                .flatMap(reply -> {
                    assertThat(reply).isInstanceOf(LaunchReply.Bought.class);
                    return ((LaunchReply.Bought) reply).instanceIds().stream();
                })
                .toList();
    }

    private static List<String> ids(Sighting sighting) {
        return sighting.instances().stream().map(InstanceSeen::instanceId).toList();
    }

    private static Fault fault(Kind kind, String action, @Nullable Integer status, @Nullable String code) {
        return new Fault(kind, action, null, 1, status, code, null, null);
    }

    private static Account withABlindUser(Account account) {
        return account.withAccessKeys(
                Stream.concat(account.accessKeys().stream(), Stream.of(BLIND)).toList());
    }
}
