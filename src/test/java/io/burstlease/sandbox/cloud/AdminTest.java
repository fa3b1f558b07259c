package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.sandbox.cloud.core.BootedInstance;
import io.burstlease.sandbox.cloud.core.InstanceLifecycle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AdminTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_spot_instance_is_taken_away_after_its_notice() {
        String id = cloud.runningHosts(1).getFirst();

        cloud.change("POST", "/admin/instances/" + id + "/vanish", "{\"noticeSeconds\": 300}");

        assertThat(cloud.only(id).getStatus()).isEqualTo("Running");
        assertThat(cloud.only(id).getOperationLocks().getFirst().getLockReason())
                .isEqualTo("Recycling");
        assertThat(cloud.look("/admin/hosts").get("hosts")).hasSize(1);
        cloud.clock.advance(Duration.ofSeconds(300));
        assertThat(cloud.look("/admin/hosts").get("hosts")).isEmpty();
        assertThat(cloud.state(id).get("releasedBy").asString()).isEqualTo("RECLAIM");
        cloud.send(cloud.request("POST", "/admin/instances/" + id + "/vanish", ""), 404);
    }

    @Test
    void listeners_hear_of_each_host_once() {
        List<String> heard = new CopyOnWriteArrayList<>();
        cloud.server.cloud().listen(new InstanceLifecycle() {
            @Override
            public void booted(BootedInstance instance) {
                heard.add("booted " + instance.instanceId());
            }

            @Override
            public void gone(String instanceId) {
                heard.add("gone " + instanceId);
            }
        });
        String id = cloud.launch(1).getFirst();
        cloud.server.cloud().tick();
        assertThat(heard).isEmpty();
        cloud.clock.advance(Duration.ofSeconds(10));
        cloud.server.cloud().tick();
        cloud.server.cloud().tick();
        assertThat(heard).containsExactly("booted " + id);
        cloud.change("POST", "/admin/instances/" + id + "/vanish", "");

        assertThat(heard).containsExactly("booted " + id, "gone " + id);
    }

    @Test
    void the_version_of_the_hosts_changes_with_them() {
        String before = cloud.look("/admin/hosts").get("version").asString();
        cloud.runningHosts(1);

        JsonNode after = cloud.look("/admin/hosts?waitSeconds=10&after=" + before);

        assertThat(after.get("version").asString()).isNotEqualTo(before);
        assertThat(after.get("hosts")).hasSize(1);
    }

    @Test
    void calls_are_logged_with_their_token_and_what_they_did() {
        var launch = CloudUnderTest.aLaunch();
        launch.setClientToken("t-1");
        String id = cloud.ask(launch).getInstanceIdSets().getFirst();
        cloud.ask(CloudUnderTest.aList());

        JsonNode calls = cloud.look("/admin/calls");

        JsonNode effect = calls.get("effects").get(0);
        assertThat(effect.get("clientToken").asString()).isEqualTo("t-1");
        assertThat(effect.get("effects").get(0).asString()).isEqualTo("launched " + id);
        assertThat(effect.get("requestId").asString())
                .isEqualTo(cloud.state(id).get("launchRequestId").asString());
        assertThat(calls.get("counts").get("DescribeInstances").asInt()).isEqualTo(1);
        assertThat(calls.get("latest")).hasSize(2);
    }

    @Test
    void a_route_or_a_field_that_does_not_exist_is_refused() {
        cloud.send(cloud.request("GET", "/admin/nothing", ""), 404);
        cloud.send(cloud.request("PUT", "/admin/stock", "{\"sotck\": []}"), 400);
        cloud.send(cloud.request("PUT", "/admin/stock", "not json"), 400);
        cloud.send(
                cloud.request("PUT", "/admin/stock", "{\"addresses\": [{\"vSwitchId\": \"vsw-x\", \"inUse\": 1}]}"),
                404);
    }
}
