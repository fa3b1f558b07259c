package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.StartInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.StartInstancesResponse;
import com.aliyuncs.ecs.model.v20140526.StopInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.StopInstancesResponse.InstanceResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PowerTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_stopped_host_is_down_and_a_started_one_boots_again() {
        String id = cloud.runningHosts(1).getFirst();

        InstanceResponse stopped =
                cloud.ask(stop(List.of(id))).getInstanceResponses().getFirst();

        assertThat(stopped.getPreviousStatus()).isEqualTo("Running");
        assertThat(stopped.getCurrentStatus()).isEqualTo("Stopping");
        assertThat(stopped.getCode()).isEqualTo("200");
        cloud.clock.advance(Duration.ofSeconds(1));
        assertThat(cloud.only(id).getStatus()).isEqualTo("Stopped");
        assertThat(cloud.look("/admin/hosts").get("hosts")).isEmpty();
        cloud.ask(start(List.of(id)));
        assertThat(cloud.only(id).getStatus()).isEqualTo("Starting");
        cloud.clock.advance(Duration.ofSeconds(3));
        assertThat(cloud.only(id).getStatus()).isEqualTo("Running");
        assertThat(cloud.look("/admin/hosts").get("hosts")).hasSize(1);
    }

    @Test
    void a_batch_fails_together_unless_success_comes_first() {
        List<String> running = cloud.runningHosts(1);
        String young = cloud.launch(1).getFirst();
        List<String> both = List.of(running.getFirst(), young);

        cloud.assertRefused(stop(both)).isEqualTo("IncorrectInstanceStatus");
        assertThat(cloud.only(running.getFirst()).getStatus()).isEqualTo("Running");
        StopInstancesRequest some = stop(both);
        some.setBatchOptimization("SuccessFirst");
        List<InstanceResponse> responses = cloud.ask(some).getInstanceResponses();

        assertThat(responses).extracting(InstanceResponse::getCode).containsExactly("200", "IncorrectInstanceStatus");
        assertThat(cloud.only(running.getFirst()).getStatus()).isEqualTo("Stopping");
    }

    @Test
    void only_a_stopped_instance_starts_and_an_unknown_one_does_nothing() {
        List<String> ids = cloud.runningHosts(1);

        cloud.assertRefused(start(ids)).isEqualTo("IncorrectInstanceStatus");
        cloud.assertRefused(start(List.of("i-unknown"))).isEqualTo("InvalidInstanceId.NotFound");
        cloud.assertRefused(start(List.of())).isEqualTo("MissingParameter");
    }

    @Test
    void a_dry_run_stops_nothing() {
        List<String> ids = cloud.runningHosts(1);
        StopInstancesRequest dry = stop(ids);
        dry.setDryRun(true);

        cloud.assertRefused(dry).isEqualTo("DRYRUN.SUCCESS");
        assertThat(cloud.only(ids.getFirst()).getStatus()).isEqualTo("Running");
    }

    @Test
    void economical_mode_stops_the_price_of_the_instance_and_may_find_no_stock_later() {
        String id = cloud.runningHosts(1).getFirst();
        StopInstancesRequest economical = stop(List.of(id));
        economical.setStoppedMode("StopCharging");
        cloud.ask(economical);
        cloud.clock.advance(Duration.ofSeconds(100));

        assertThat(cloud.only(id).getStoppedMode()).isEqualTo("StopCharging");
        assertThat(seconds(id, "instance")).isEqualTo(11);
        assertThat(seconds(id, "systemDisk")).isEqualTo(110);
        cloud.change("PUT", "/admin/stock", """
                {"stock": [{"count": 0}]}""");
        cloud.assertRefused(start(List.of(id))).isEqualTo("OperationDenied.NoStock");
        cloud.change("PUT", "/admin/stock", """
                {"stock": [{"count": 1}]}""");
        StartInstancesResponse started = cloud.ask(start(List.of(id)));
        assertThat(started.getInstanceResponses()).hasSize(1);
        cloud.clock.advance(Duration.ofSeconds(10));
        assertThat(seconds(id, "instance")).isEqualTo(21);
    }

    private long seconds(String id, String item) {
        long seconds = 0;
        for (var line : cloud.look("/admin/bill").get("lines")) {
            if (line.get("instanceId").asString().equals(id)
                    && line.get("item").asString().equals(item)) {
                seconds += line.get("seconds").asLong();
            }
        }
        return seconds;
    }

    private static StopInstancesRequest stop(List<String> ids) {
        StopInstancesRequest request = new StopInstancesRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setInstanceIds(ids);
        return request;
    }

    private static StartInstancesRequest start(List<String> ids) {
        StartInstancesRequest request = new StartInstancesRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setInstanceIds(ids);
        return request;
    }
}
