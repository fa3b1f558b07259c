package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.LaunchReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What callers see of the budget, and the budget of them. */
class CallBudgetTests {

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> throttled = new CopyOnWriteArrayList<>();
    private boolean empty;
    private boolean broken;

    private final ApiBudget budget = new ApiBudget() {
        @Override
        public boolean take(String api) {
            if (broken) {
                throw new IllegalStateException("no database");
            }
            taken.add(api);
            return !empty;
        }

        @Override
        public void throttled(String api) {
            throttled.add(api);
        }
    };

    private Adapter adapter(ScriptedCloud cloud) {
        return new Adapter(
                Adapter.settings(cloud.endpoint(), Duration.ofSeconds(60), Duration.ofSeconds(90), 4), budget);
    }

    @Test
    void a_purchase_beyond_the_budget_is_refused_like_one_that_the_cloud_throttles_and_not_sent() {
        empty = true;
        try (var cloud = new ScriptedCloud(WireReply.ok("{}"));
                var adapter = adapter(cloud)) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch()))
                    .isInstanceOfSatisfying(LaunchReply.Refused.class, no -> {
                        assertThat(no.family()).isEqualTo(Family.THROTTLED);
                        assertThat(no.code()).isEqualTo("Throttling.Budget");
                    });
            assertThat(cloud.requests()).isEmpty();
            assertThat(taken).containsExactly("RunInstances");
            assertThat(throttled).isEmpty();
        }
    }

    @Test
    void the_budget_learns_of_every_answer_that_throttles_and_of_no_other() {
        try (var cloud = new ScriptedCloud(
                        WireReply.error(400, "Throttling.User"),
                        WireReply.error(429, "Whatever"),
                        WireReply.error(403, "Forbidden.RAM"),
                        WireReply.ok("{\"RequestId\":\"R\"}"));
                var adapter = adapter(cloud)) {
            for (int call = 0; call < 4; call++) {
                adapter.calls.ask(new DescribeInstancesRequest());
            }
            assertThat(throttled).containsExactly("DescribeInstances", "DescribeInstances");
        }
    }

    @Test
    void without_the_database_nothing_is_sent_and_a_purchase_is_not_taken_for_refused() {
        broken = true;
        try (var cloud = new ScriptedCloud(WireReply.ok("{}"));
                var adapter = adapter(cloud)) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch()))
                    .isInstanceOfSatisfying(
                            LaunchReply.Unsettled.class,
                            none -> assertThat(none.code()).isEqualTo("SDK.NoBudget"));
            assertThat(cloud.requests()).isEmpty();
        }
    }
}
