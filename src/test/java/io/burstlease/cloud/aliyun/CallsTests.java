package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.testing.Poll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers are let go in time, whatever the cloud does. */
@Timeout(30)
class CallsTests {

    @Test
    void a_call_too_many_fails_at_once_and_is_not_sent() throws Exception {
        var settings = settings(Duration.ofSeconds(20), 1, 1);
        try (var cloud = new ScriptedCloud(WireReply.hang());
                var adapter = new Adapter(on(cloud, settings));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var under = IntStream.range(0, 2)
                    .mapToObj(_ -> callers.submit(() -> ask(adapter)))
                    .toList();
            Poll.until(
                    "one call is under way and one waits",
                    Duration.ofSeconds(5),
                    () -> cloud.requests().size() == 1 && adapter.calls.waiting() == 1);

            assertThat(ask(adapter)).isInstanceOfSatisfying(Answer.Nothing.class, none -> {
                assertThat(none.code()).isEqualTo("SDK.Saturated");
                assertThat(none.family()).isEqualTo(Family.TRANSIENT);
            });
            assertThat(cloud.requests()).hasSize(1);
            under.forEach(call -> call.cancel(true));
        }
    }

    @Test
    void a_call_that_waited_past_the_deadline_is_never_sent() throws Exception {
        var settings = settings(Duration.ofMillis(600), 1, 4);
        try (var cloud = new ScriptedCloud(WireReply.hang());
                var adapter = new Adapter(on(cloud, settings));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = callers.submit(() -> ask(adapter));
            Poll.until(
                    "the first is under way",
                    Duration.ofSeconds(5),
                    () -> cloud.requests().size() == 1);
            Answer second = ask(adapter);

            assertThat(second)
                    .isInstanceOfSatisfying(
                            Answer.Nothing.class,
                            none -> assertThat(none.family()).isEqualTo(Family.TRANSIENT));
            assertThat(first.get()).isInstanceOf(Answer.Nothing.class);
        }
    }

    @Test
    void threads_that_were_held_serve_again() {
        var settings = settings(Duration.ofMillis(300), 1, 1);
        try (var cloud = new ScriptedCloud(
                        WireReply.hang(), WireReply.trickle(), WireReply.ok("{\"RequestId\":\"R\"}"));
                var adapter = new Adapter(on(cloud, settings))) {
            assertThat(ask(adapter)).isInstanceOf(Answer.Nothing.class);
            assertThat(ask(adapter)).isInstanceOf(Answer.Nothing.class);
            assertThat(ask(adapter)).isInstanceOf(Answer.Ok.class);
        }
    }

    @Test
    void a_caller_that_is_stopped_is_let_go() throws Exception {
        var settings = settings(Duration.ofSeconds(20), 1, 1);
        try (var cloud = new ScriptedCloud(WireReply.hang());
                var adapter = new Adapter(on(cloud, settings))) {
            var caller = Thread.ofVirtual().start(() -> ask(adapter));
            Poll.until(
                    "the call is under way",
                    Duration.ofSeconds(5),
                    () -> cloud.requests().size() == 1);
            caller.interrupt();

            assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        }
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
        var plain = Adapter.settings("unset", Duration.ofMillis(500), 4, 4);
        return new AliyunSettings(
                plain.region(),
                endpoint,
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

    private static AliyunSettings settings(Duration deadline, int threads, int waiting) {
        return Adapter.settings("unset", deadline, threads, waiting);
    }

    private static AliyunSettings on(ScriptedCloud cloud, AliyunSettings settings) {
        return Adapter.settings(cloud.endpoint(), settings.readTimeout(), settings.threads(), settings.waiting());
    }
}
