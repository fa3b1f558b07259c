package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.DeleteInstanceRequest;
import com.aliyuncs.ecs.model.v20140526.DeleteInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeleteInstancesTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void an_instance_that_still_starts_cannot_be_deleted() {
        List<String> ids = cloud.launch(1);

        cloud.assertRefused(delete(ids)).isEqualTo("IncorrectInstanceStatus.Initializing");
        cloud.clock.advance(Duration.ofSeconds(2));
        cloud.assertRefused(delete(ids)).isEqualTo("IncorrectInstanceStatus.Initializing");
        cloud.clock.advance(Duration.ofSeconds(8));
        cloud.ask(delete(ids));
    }

    @Test
    void one_bad_id_keeps_a_whole_batch() {
        List<String> ids = new ArrayList<>(cloud.runningHosts(2));
        ids.add("i-unknown");

        cloud.assertRefused(delete(ids)).isEqualTo("InvalidInstanceId.NotFound");
        ids.set(2, cloud.launch(1).getFirst());
        cloud.assertRefused(delete(ids)).isEqualTo("IncorrectInstanceStatus.Initializing");

        assertThat(cloud.only(ids.getFirst()).getStatus()).isEqualTo("Running");
        cloud.ask(delete(ids.subList(0, 2)));
        cloud.clock.advance(Duration.ofSeconds(2));
        assertThat(cloud.ask(CloudUnderTest.aList()).getTotalCount()).isEqualTo(1);
    }

    @Test
    void a_running_instance_is_deleted_by_force_only() {
        List<String> ids = cloud.runningHosts(1);
        DeleteInstancesRequest gentle = delete(ids);
        gentle.setForce(false);

        cloud.assertRefused(gentle).isEqualTo("IncorrectInstanceStatus");
    }

    @Test
    void a_protected_instance_is_not_deleted() {
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setDeletionProtection(true);
        List<String> ids = cloud.ask(launch).getInstanceIdSets();
        cloud.clock.advance(Duration.ofSeconds(10));

        cloud.assertRefused(delete(ids)).isEqualTo("InvalidOperation.DeletionProtection");
    }

    @Test
    void a_prepaid_instance_is_deleted_only_after_its_end_and_by_name() {
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setInstanceChargeType("PrePaid");
        launch.setPeriod(1);
        List<String> ids = cloud.ask(launch).getInstanceIdSets();
        cloud.clock.advance(Duration.ofSeconds(10));
        DeleteInstancesRequest terminate = delete(ids);
        terminate.setTerminateSubscription(true);

        cloud.assertRefused(terminate).isEqualTo("ChargeTypeViolation");
        cloud.clock.advance(Duration.ofDays(31));
        assertThat(cloud.only(ids.getFirst()).getStatus()).isEqualTo("Stopped");
        cloud.assertRefused(delete(ids)).isEqualTo("ChargeTypeViolation");
        DeleteInstancesRequest after = delete(ids);
        after.setTerminateSubscription(true);
        cloud.ask(after);
        cloud.clock.advance(Duration.ofSeconds(2));
        assertThat(cloud.ask(CloudUnderTest.aList()).getTotalCount()).isZero();
    }

    @Test
    void a_second_delete_is_refused_unless_it_bears_the_token_of_the_first() {
        List<String> ids = cloud.runningHosts(1);
        cloud.ask(withToken(ids, "d-1"));

        cloud.ask(withToken(ids, "d-1"));
        cloud.assertRefused(withToken(ids, "d-2")).isEqualTo("IncorrectInstanceStatus");
        cloud.clock.advance(Duration.ofSeconds(2));
        cloud.assertRefused(withToken(ids, "d-3")).isEqualTo("InvalidInstanceId.NotFound");
        assertThat(cloud.look("/admin/calls")
                        .get("effectCounts")
                        .get("DeleteInstances")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_dry_run_deletes_nothing() {
        List<String> ids = cloud.runningHosts(1);
        DeleteInstancesRequest dry = delete(ids);
        dry.setDryRun(true);

        cloud.assertRefused(dry).isEqualTo("DryRunOperation");
        assertThat(cloud.only(ids.getFirst()).getStatus()).isEqualTo("Running");
    }

    @Test
    void more_than_a_hundred_or_none_are_refused() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            ids.add("i-" + i);
        }

        cloud.assertRefused(delete(ids)).isEqualTo("InvalidParameter");
        cloud.assertRefused(delete(List.of())).isEqualTo("MissingParameter");
    }

    @Test
    void a_single_instance_has_a_delete_of_its_own() {
        String id = cloud.runningHosts(1).getFirst();
        DeleteInstanceRequest request = new DeleteInstanceRequest();
        request.setInstanceId(id);
        cloud.assertRefused(request).isEqualTo("IncorrectInstanceStatus");
        request = new DeleteInstanceRequest();
        request.setInstanceId(id);
        request.setForce(true);

        cloud.ask(request);

        assertThat(cloud.only(id).getStatus()).isEqualTo("Stopping");
    }

    private static DeleteInstancesRequest delete(List<String> ids) {
        DeleteInstancesRequest request = new DeleteInstancesRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setInstanceIds(ids);
        request.setForce(true);
        return request;
    }

    private static DeleteInstancesRequest withToken(List<String> ids, String token) {
        DeleteInstancesRequest request = delete(ids);
        request.setClientToken(token);
        return request;
    }
}
