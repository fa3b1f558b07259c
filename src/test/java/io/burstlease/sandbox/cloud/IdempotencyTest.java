package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.auth.SignatureVersion;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.Quota;
import io.burstlease.sandbox.cloud.world.TokenMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyTest {

    @Test
    void the_same_token_with_the_same_request_gives_the_first_result() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            List<String> first = cloud.ask(launch("lease-42-try-1")).getInstanceIdSets();

            assertThat(cloud.ask(launch("lease-42-try-1")).getInstanceIdSets()).isEqualTo(first);
            assertThat(cloud.look("/admin/calls")
                            .get("counts")
                            .get("RunInstances")
                            .asInt())
                    .isEqualTo(2);
            assertThat(cloud.look("/admin/calls")
                            .get("effectCounts")
                            .get("RunInstances")
                            .asInt())
                    .isEqualTo(1);
            assertThat(cloud.ask(launch("LEASE-42-try-1")).getInstanceIdSets()).isNotEqualTo(first);
        }
    }

    @Test
    void a_token_knows_its_request_whichever_way_it_is_signed() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            List<String> first = cloud.ask(launch("t-1")).getInstanceIdSets();
            var v3 = cloud.client("sandbox-key", "sandbox-secret");
            v3.setSignatureVersion(SignatureVersion.V3);

            assertThat(cloud.ask(v3, launch("t-1")).getInstanceIdSets()).isEqualTo(first);
        }
    }

    @Test
    void the_same_token_with_another_request_is_a_mismatch() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            cloud.ask(launch("t-1"));
            RunInstancesRequest other = launch("t-1");
            other.setAmount(3);

            cloud.assertRefused(other).isEqualTo("IdempotentParameterMismatch");
            assertThat(cloud.look("/admin/state").get("instances")).hasSize(2);
        }
    }

    @Test
    void a_token_is_forgotten_after_its_time_and_then_buys_again() {
        TokenMemory brief = new TokenMemory(Duration.ofMinutes(2), Duration.ofMinutes(2), false);
        CloudWorld world = CloudWorld.sample().withBehaviour(behaviour -> behaviour.withTokens(brief));
        try (CloudUnderTest cloud = CloudUnderTest.of(world)) {
            List<String> first = cloud.ask(launch("t-1")).getInstanceIdSets();
            cloud.clock.advance(Duration.ofSeconds(119));
            assertThat(cloud.ask(launch("t-1")).getInstanceIdSets()).isEqualTo(first);
            cloud.clock.advance(Duration.ofSeconds(1));

            assertThat(cloud.ask(launch("t-1")).getInstanceIdSets()).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    void tokens_survive_a_restart_only_where_the_world_says_so(@TempDir Path folder) {
        TokenMemory kept = new TokenMemory(Duration.ofMinutes(30), Duration.ofMinutes(30), false);
        TokenMemory lost = new TokenMemory(Duration.ofMinutes(30), Duration.ofMinutes(30), true);
        CloudWorld keeping = CloudWorld.sample().withBehaviour(behaviour -> behaviour.withTokens(kept));
        CloudWorld losing = CloudWorld.sample().withBehaviour(behaviour -> behaviour.withTokens(lost));
        HandClock clock = new HandClock(CloudUnderTest.START);
        List<String> first;
        try (CloudUnderTest cloud = CloudUnderTest.kept(keeping, folder, clock)) {
            first = cloud.ask(launch("t-1")).getInstanceIdSets();
        }
        try (CloudUnderTest cloud = CloudUnderTest.kept(keeping, folder, clock)) {
            assertThat(cloud.ask(launch("t-1")).getInstanceIdSets()).isEqualTo(first);
        }
        try (CloudUnderTest cloud = CloudUnderTest.kept(losing, folder, clock)) {
            assertThat(cloud.ask(launch("t-1")).getInstanceIdSets()).isNotEqualTo(first);
        }
    }

    @Test
    void the_quota_is_looked_at_before_the_token() {
        CloudWorld world = CloudWorld.sample().withAccount(account -> account.withQuota(new Quota(16, 100)));
        try (CloudUnderTest cloud = CloudUnderTest.of(world)) {
            cloud.ask(launch("t-1"));

            cloud.assertRefused(launch("t-1")).isEqualTo("QuotaExceed.ElasticQuota");
        }
    }

    @Test
    void a_refused_launch_does_not_use_its_token_up() {
        try (CloudUnderTest cloud = CloudUnderTest.sample()) {
            cloud.change("PUT", "/admin/stock", """
                    {"stock": [{"count": 0}]}""");
            cloud.assertRefused(launch("t-1")).isEqualTo("OperationDenied.NoStock");
            cloud.change("PUT", "/admin/stock", """
                    {"stock": [{"count": 5}]}""");

            assertThat(cloud.ask(launch("t-1")).getInstanceIdSets()).hasSize(2);
        }
    }

    private static RunInstancesRequest launch(String token) {
        RunInstancesRequest request = CloudUnderTest.aLaunch();
        request.setAmount(2);
        request.setClientToken(token);
        return request;
    }
}
