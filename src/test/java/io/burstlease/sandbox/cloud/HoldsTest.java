package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import com.aliyuncs.exceptions.ClientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HoldsTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();
    private final ExecutorService caller = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        cloud.close();
        caller.shutdownNow();
    }

    @Test
    void a_call_held_before_its_effect_has_none_until_it_is_released() throws Exception {
        hold("before-effect");
        Future<List<String>> launch = launch();

        JsonNode held = awaitHeld();
        assertThat(held.get("clientToken").asString()).isEqualTo("t-1");
        assertThat(bought()).isZero();
        release("{\"callId\": \"" + held.get("callId").asString() + "\"}");

        assertThat(launch.get(20, TimeUnit.SECONDS)).hasSize(1);
        assertThat(bought()).isEqualTo(1);
    }

    @Test
    void a_call_held_after_its_effect_has_bought_but_not_answered() throws Exception {
        hold("after-effect");
        Future<List<String>> launch = launch();

        awaitHeld();
        assertThat(bought()).isEqualTo(1);
        assertThat(launch.isDone()).isFalse();
        release("{}");

        assertThat(launch.get(20, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void a_call_held_after_its_reply_has_answered_and_blocks_no_other() throws Exception {
        hold("after-reply");

        assertThat(launch().get(20, TimeUnit.SECONDS)).hasSize(1);
        awaitHeld();
        cloud.ask(CloudUnderTest.aList());
        release("{}");

        assertThat(cloud.look("/admin/holds").get("held")).isEmpty();
    }

    @Test
    void a_call_cut_before_its_effect_never_has_one() throws InterruptedException, TimeoutException {
        hold("before-effect");
        Future<List<String>> launch = launch();
        awaitHeld();

        release("{\"then\": \"cut\"}");

        assertThat(code(launch)).isEqualTo("SDK.ServerUnreachable");
        assertThat(bought()).isZero();
    }

    @Test
    void a_call_cut_after_its_effect_leaves_what_it_bought() throws InterruptedException, TimeoutException {
        hold("after-effect");
        Future<List<String>> launch = launch();
        awaitHeld();

        release("{\"then\": \"cut\"}");

        assertThat(code(launch)).isEqualTo("SDK.ServerUnreachable");
        assertThat(bought()).isEqualTo(1);
    }

    @Test
    void an_order_can_skip_calls_and_be_taken_back() throws Exception {
        cloud.change("POST", "/admin/holds", """
                {"action": "RunInstances", "at": "before-effect", "skip": 1, "count": -1}""");
        cloud.launch(1);
        Future<List<String>> second = launch();
        awaitHeld();

        release("{\"cancel\": true}");

        assertThat(second.get(20, TimeUnit.SECONDS)).hasSize(1);
        assertThat(cloud.launch(1)).hasSize(1);
        assertThat(cloud.look("/admin/holds").get("holds")).isEmpty();
    }

    @Test
    void an_order_without_a_point_is_refused() {
        cloud.send(cloud.request("POST", "/admin/holds", "{\"action\": \"RunInstances\"}"), 400);
        cloud.send(cloud.request("POST", "/admin/holds", "{\"action\": \"RunInstances\", \"at\": \"later\"}"), 400);
        cloud.send(cloud.request("POST", "/admin/holds", "{\"what\": 1}"), 400);
    }

    private Future<List<String>> launch() {
        RunInstancesRequest request = CloudUnderTest.aLaunch();
        request.setClientToken("t-1");
        return caller.submit(() -> cloud.pass(request).getInstanceIdSets());
    }

    private void hold(String at) {
        cloud.change("POST", "/admin/holds", "{\"action\": \"RunInstances\", \"at\": \"" + at + "\"}");
    }

    private JsonNode awaitHeld() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> cloud.look("/admin/holds").get("held").size() == 1);
        return cloud.look("/admin/holds").get("held").get(0);
    }

    private void release(String body) {
        assertThat(cloud.change("POST", "/admin/holds/release", body)
                        .get("released")
                        .asInt())
                .isEqualTo(1);
    }

    private static String code(Future<List<String>> call) throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("not cut: " + call.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClientException refusal) {
                return refusal.getErrCode();
            }
            throw new AssertionError(e);
        }
    }

    private int bought() {
        return cloud.look("/admin/state").get("instances").size();
    }
}
