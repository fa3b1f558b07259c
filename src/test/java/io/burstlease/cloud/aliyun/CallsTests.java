package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.testing.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Callers are let go in time, whatever the cloud does. */
@Timeout(180)
class CallsTests {

    /** Longer than a busy machine takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_call_too_many_fails_at_once_and_is_not_sent() {
        try (var cloud = new ScriptedCloud(WireReply.hang());
                var adapter = new Adapter(oneThread(cloud, PATIENCE))) {
            var under = underWayAndWaiting(cloud, adapter);

            assertThat(ask(adapter)).isInstanceOfSatisfying(Answer.Nothing.class, none -> {
                assertThat(none.code()).isEqualTo("SDK.Saturated");
                assertThat(none.family()).isEqualTo(Family.TRANSIENT);
            });
            assertThat(cloud.requests()).hasSize(1);
            under.forEach(Thread::interrupt);
        }
    }

    @Test
    void a_call_that_was_given_up_while_it_waited_is_never_sent() throws Exception {
        try (var cloud = new ScriptedCloud(WireReply.hang(), WireReply.ok("{\"RequestId\":\"R\"}"));
                var adapter = new Adapter(oneThread(cloud, PATIENCE))) {
            var under = underWayAndWaiting(cloud, adapter);
            under.getLast().interrupt();
            assertThat(under.getLast().join(PATIENCE)).isTrue();
            assertThat(adapter.calls.waiting()).isZero();
            under.getFirst().interrupt();
            assertThat(under.getFirst().join(PATIENCE)).isTrue();

            assertThat(ask(adapter)).isInstanceOf(Answer.Ok.class);
            assertThat(cloud.requests()).hasSize(2);
        }
    }

    @Test
    void a_caller_is_let_go_at_the_hard_deadline_and_its_thread_serves_again() {
        try (var cloud = new ScriptedCloud(WireReply.ok("{\"RequestId\":\"R\"}"), WireReply.hang());
                var adapter = new Adapter(oneThread(cloud, Duration.ofSeconds(2)))) {
            Poll.until("the first call is answered", PATIENCE, () -> ask(adapter) instanceof Answer.Ok);

            assertThat(ask(adapter)).isInstanceOfSatisfying(Answer.Nothing.class, none -> {
                assertThat(none.code()).isEqualTo("SDK.HardDeadline");
                assertThat(none.family()).isEqualTo(Family.TRANSIENT);
            });
            int before = cloud.requests().size();
            assertThat(ask(adapter)).isInstanceOf(Answer.Nothing.class);
            Poll.until(
                    "the thread that was held has sent another call",
                    PATIENCE,
                    () -> cloud.requests().size() > before || ask(adapter) instanceof Answer.Ok);
        }
    }

    /** The first call holds the only thread, the second waits for it. */
    private static List<Thread> underWayAndWaiting(ScriptedCloud cloud, Adapter adapter) {
        var first = Thread.ofVirtual().start(() -> ask(adapter));
        Poll.until("one call is under way", PATIENCE, () -> cloud.requests().size() == 1);
        var second = Thread.ofVirtual().start(() -> ask(adapter));
        Poll.until("another waits", PATIENCE, () -> adapter.calls.waiting() == 1);
        return List.of(first, second);
    }

    @Test
    void a_call_on_a_kept_connection_that_breaks_is_not_sent_again() {
        try (var cloud = new ScriptedCloud(
                        WireReply.ok("{\"RequestId\":\"R\"}"),
                        WireReply.reset(),
                        WireReply.ok("{\"RequestId\":\"R\"}"));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(ask(adapter)).isInstanceOf(Answer.Ok.class);
            assertThat(ask(adapter)).isInstanceOf(Answer.Nothing.class);
            assertThat(cloud.requests()).hasSize(2);
        }
    }

    @Test
    void a_call_inside_a_transaction_is_refused_and_not_sent() {
        try (var cloud = new ScriptedCloud(WireReply.ok("{\"RequestId\":\"R\"}"));
                var adapter = new Adapter(cloud.endpoint())) {
            TransactionSynchronizationManager.setActualTransactionActive(true);
            try {
                assertThatThrownBy(() -> adapter.hosts.exists("i-1")).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> adapter.hosts.launch(Adapter.aLaunch()))
                        .isInstanceOf(IllegalStateException.class);
            } finally {
                TransactionSynchronizationManager.setActualTransactionActive(false);
            }
            assertThat(cloud.requests()).isEmpty();
        }
    }

    @Test
    void every_answer_tells_the_clouds_clock() {
        try (var cloud = new ScriptedCloud(
                        WireReply.ok("{\"RequestId\":\"R\"}"),
                        WireReply.error(403, "Forbidden.RAM"),
                        WireReply.reset());
                var adapter = new Adapter(cloud.endpoint())) {
            ask(adapter);
            ask(adapter);
            ask(adapter);
            assertThat(adapter.dates)
                    .containsExactly(Instant.parse("2026-11-23T12:51:31Z"), Instant.parse("2026-11-23T12:51:31Z"));
        }
    }

    @Test
    void nothing_is_sent_in_the_clear_unless_that_is_asked_for() {
        try (var cloud = new ScriptedCloud(WireReply.ok("{\"RequestId\":\"R\"}"));
                var adapter = new Adapter(secure(cloud.endpoint(), null))) {
            assertThat(ask(adapter)).isInstanceOf(Answer.Nothing.class);
            assertThat(cloud.requests())
                    .allSatisfy(bytes -> assertThat(bytes).doesNotContainKeys("Action", "AccessKeyId"));
        }
    }

    @Test
    void the_regions_own_endpoints_are_called_through_the_proxy_that_is_named() {
        try (var proxy = new ScriptedCloud(WireReply.of(502, null, ""));
                var adapter = new Adapter(secure(null, proxy.endpoint()))) {
            assertThat(ask(adapter)).isInstanceOf(Answer.Nothing.class);
            assertThatThrownBy(() -> adapter.market.vSwitches(List.of("vsw-b"))).isInstanceOf(CloudException.class);

            assertThat(proxy.requests().get(0)).containsKey("ecs.cn-shanghai.aliyuncs.com:443");
            assertThat(proxy.requests().get(1)).containsKey("vpc.aliyuncs.com:443");
        }
    }

    private static AliyunSettings secure(@Nullable String endpoint, @Nullable String proxy) {
        var plain = Adapter.settings("unset", Duration.ofSeconds(1), PATIENCE, 4);
        return new AliyunSettings(
                plain.region(),
                endpoint,
                null,
                null,
                false,
                plain.accessKeyId(),
                plain.accessKeySecret(),
                proxy,
                plain.connectTimeout(),
                plain.readTimeout(),
                plain.hardDeadline(),
                plain.threads(),
                plain.waiting(),
                plain.pageSize());
    }

    private static Answer ask(Adapter adapter) {
        return adapter.calls.ask(new DescribeInstancesRequest());
    }

    private static AliyunSettings oneThread(ScriptedCloud cloud, Duration hardDeadline) {
        return Adapter.settings(cloud.endpoint(), PATIENCE, hardDeadline, 1);
    }
}
