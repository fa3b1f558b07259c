package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.exceptions.ServerException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_dropped_reply_leaves_its_effect() {
        faults("""
                {"kind": "DROP_REPLY", "action": "RunInstances"}""");

        cloud.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("SDK.ServerUnreachable");

        assertThat(cloud.look("/admin/state").get("instances")).hasSize(1);
        assertThat(cloud.look("/admin/calls")
                        .get("effects")
                        .get(0)
                        .get("action")
                        .asString())
                .isEqualTo("RunInstances");
        cloud.launch(1);
    }

    @Test
    void an_answer_comes_instead_of_an_effect_as_often_as_ordered() {
        faults("""
                {"kind": "ANSWER", "action": "RunInstances", "skip": 1, "count": 2,
                 "status": 503, "code": "ServiceUnavailable", "message": "busy"}""");
        cloud.launch(1);

        ClientException first = cloud.refusal(cloud.client, CloudUnderTest.aLaunch());
        cloud.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("ServiceUnavailable");

        assertThat(first).isInstanceOf(ServerException.class);
        assertThat(first.getErrMsg()).contains("busy");
        cloud.launch(1);
        assertThat(cloud.look("/admin/state").get("instances")).hasSize(2);
    }

    @Test
    void an_answer_can_follow_an_effect() {
        faults("""
                {"kind": "ANSWER_AFTER_EFFECT", "action": "RunInstances", "status": 500, "code": "InternalError"}""");

        cloud.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("InternalError");

        assertThat(cloud.look("/admin/state").get("instances")).hasSize(1);
    }

    @Test
    void a_body_can_be_anything() {
        faults("""
                {"kind": "ANSWER", "action": "DescribeInstances", "status": 502, "body": "<html>bad gateway</html>"}""");

        assertThat(cloud.refusal(cloud.client, CloudUnderTest.aList()).getErrCode())
                .isNull();
    }

    @Test
    void a_host_that_never_boots_runs_but_is_no_host() {
        faults("""
                {"kind": "NEVER_BOOT", "count": 1}""");
        String dead = cloud.launch(2).getFirst();
        cloud.clock.advance(Duration.ofMinutes(30));

        assertThat(cloud.only(dead).getStatus()).isEqualTo("Running");
        assertThat(cloud.look("/admin/hosts").get("hosts")).hasSize(1);
    }

    @Test
    void an_instance_can_be_stuck_on_its_way() {
        faults("""
                {"kind": "STUCK_STARTING"}""");
        String stuck = cloud.launch(1).getFirst();
        cloud.clock.advance(Duration.ofMinutes(30));

        assertThat(cloud.only(stuck).getStatus()).isEqualTo("Starting");
    }

    @Test
    void a_list_can_be_empty_while_a_dry_run_passes() {
        cloud.launch(1);
        faults("""
                {"kind": "EMPTY_LIST", "count": 1}""");
        var dry = CloudUnderTest.aList();
        dry.setDryRun(true);
        cloud.assertRefused(dry).isEqualTo("DryRunOperation");

        assertThat(cloud.ask(CloudUnderTest.aList()).getTotalCount()).isZero();
        assertThat(cloud.ask(CloudUnderTest.aList()).getTotalCount()).isEqualTo(1);
    }

    @Test
    void rights_can_be_taken_away() {
        faults("""
                {"kind": "NO_RIGHTS", "action": "RunInstances", "count": -1}""");

        cloud.assertRefused(CloudUnderTest.aLaunch()).isEqualTo("Forbidden.RAM");
        faults("");
        cloud.launch(1);
    }

    private void faults(String fault) {
        cloud.change("PUT", "/admin/faults", "{\"faults\": [" + fault + "]}");
    }
}
