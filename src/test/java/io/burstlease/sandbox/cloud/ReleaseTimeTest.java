package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.ModifyInstanceAutoReleaseTimeRequest;
import com.aliyuncs.ecs.model.v20140526.RenewInstanceRequest;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReleaseTimeTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void an_instance_releases_itself_when_its_time_has_come() {
        String id = launchedUntil("2026-11-23T13:00:00Z");
        cloud.clock.set(Instant.parse("2026-11-23T12:59:59Z"));
        assertThat(cloud.only(id).getStatus()).isEqualTo("Running");
        cloud.clock.set(Instant.parse("2026-11-23T13:00:07Z"));

        assertThat(cloud.ask(CloudUnderTest.aList()).getTotalCount()).isZero();
        JsonNode state = cloud.state(id);
        assertThat(state.get("releasedBy").asString()).isEqualTo("AUTO_RELEASE");
        assertThat(state.get("goneAt").asString()).isEqualTo("2026-11-23T13:00:00Z");
    }

    @Test
    void a_moved_time_counts_and_the_old_one_no_more() {
        String id = launchedUntil("2026-11-23T13:00:00Z");
        cloud.ask(modify(id, "2026-11-23T14:00:00Z"));
        cloud.clock.set(Instant.parse("2026-11-23T13:59:59Z"));
        assertThat(cloud.only(id).getAutoReleaseTime()).isEqualTo("2026-11-23T14:00Z");

        cloud.clock.set(Instant.parse("2026-11-23T14:00:00Z"));

        assertThat(cloud.ask(CloudUnderTest.aList()).getTotalCount()).isZero();
    }

    @Test
    void without_a_time_the_switch_is_taken_away() {
        String id = launchedUntil("2026-11-23T13:00:00Z");
        cloud.ask(modify(id, null));
        cloud.clock.advance(Duration.ofDays(2));

        assertThat(cloud.only(id).getAutoReleaseTime()).isEmpty();
    }

    @Test
    void a_time_out_of_bounds_or_for_nobody_is_refused() {
        String id = launchedUntil("2026-11-23T13:00:00Z");

        cloud.assertRefused(modify(id, "2026-11-23T12:30:00Z")).isEqualTo("InvalidAutoReleaseTime.Malformed");
        cloud.assertRefused(modify(id, "2030-01-01T00:00:00Z")).isEqualTo("InvalidAutoReleaseTime.Malformed");
        cloud.assertRefused(modify(id, "2026-11-23T14:00Z")).isEqualTo("InvalidAutoReleaseTime.Malformed");
        cloud.assertRefused(modify("i-unknown", "2026-11-23T14:00:00Z")).isEqualTo("NoSuchResource");
        cloud.assertRefused(modify(prepaid(false), "2026-11-23T14:00:00Z")).isEqualTo("ChargeTypeViolation");
        assertThat(cloud.only(id).getAutoReleaseTime()).isEqualTo("2026-11-23T13:00Z");
    }

    @Test
    void a_prepaid_instance_stops_at_its_end_and_goes_15_days_later() {
        String id = prepaid(false);
        cloud.clock.set(Instant.parse("2026-12-23T16:00:00Z"));
        assertThat(cloud.only(id).getStatus()).isEqualTo("Stopped");
        assertThat(cloud.only(id).getOperationLocks().getFirst().getLockReason())
                .isEqualTo("financial");

        cloud.clock.set(Instant.parse("2027-01-07T16:00:00Z"));

        assertThat(cloud.state(id).get("status").asString()).isEqualTo("Gone");
        assertThat(cloud.state(id).get("releasedBy").asString()).isEqualTo("EXPIRY");
    }

    @Test
    void a_renewed_instance_lives_for_another_term_paid_once_per_token() {
        String id = prepaid(false);

        String order = cloud.ask(renew(id, "r-1")).getOrderId();

        assertThat(cloud.ask(renew(id, "r-1")).getOrderId()).isEqualTo(order);
        assertThat(cloud.only(id).getExpiredTime()).isEqualTo("2027-02-23T16:00Z");
        assertThat(purchases("instance")).isEqualTo(2);
        assertThat(purchases("systemDisk")).isEqualTo(2);
    }

    @Test
    void an_expired_instance_can_be_renewed_before_it_goes() {
        String id = prepaid(false);
        cloud.clock.advance(Duration.ofDays(40));
        cloud.ask(renew(id, "r-1"));
        cloud.clock.advance(Duration.ofDays(10));

        assertThat(cloud.only(id).getOperationLocks()).isEmpty();
    }

    @Test
    void an_instance_can_renew_itself() {
        String id = prepaid(true);
        cloud.clock.advance(Duration.ofDays(31));

        assertThat(cloud.only(id).getExpiredTime()).isEqualTo("2027-01-23T16:00Z");
        assertThat(purchases("instance")).isEqualTo(2);
    }

    @Test
    void only_prepaid_instances_are_renewed() {
        String id = launchedUntil("2026-11-23T13:00:00Z");

        cloud.assertRefused(renew(id, "r-1")).isEqualTo("ChargeTypeViolation");
        cloud.assertRefused(renew("i-unknown", "r-2")).isEqualTo("InvalidInstanceId.NotFound");
        RenewInstanceRequest endless = new RenewInstanceRequest();
        endless.setInstanceId(id);
        cloud.assertRefused(endless).isEqualTo("MissingParameter");
    }

    private String launchedUntil(String time) {
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setAutoReleaseTime(time);
        String id = cloud.ask(launch).getInstanceIdSets().getFirst();
        cloud.clock.advance(Duration.ofSeconds(10));
        return id;
    }

    private String prepaid(boolean autoRenew) {
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setInstanceChargeType("PrePaid");
        launch.setPeriod(1);
        launch.setAutoRenew(autoRenew);
        String id = cloud.ask(launch).getInstanceIdSets().getFirst();
        cloud.clock.advance(Duration.ofSeconds(10));
        return id;
    }

    private long purchases(String item) {
        long count = 0;
        for (JsonNode line : cloud.look("/admin/bill").get("lines")) {
            if (line.get("item").asString().equals(item) && line.get("seconds").asLong() == 0) {
                count++;
            }
        }
        return count;
    }

    private static ModifyInstanceAutoReleaseTimeRequest modify(String id, @Nullable String time) {
        ModifyInstanceAutoReleaseTimeRequest request = new ModifyInstanceAutoReleaseTimeRequest();
        request.setInstanceId(id);
        if (time != null) {
            request.setAutoReleaseTime(time);
        }
        return request;
    }

    private static RenewInstanceRequest renew(String id, String token) {
        RenewInstanceRequest request = new RenewInstanceRequest();
        request.setInstanceId(id);
        request.setPeriod(2);
        request.setPeriodUnit("Month");
        request.setClientToken(token);
        return request;
    }
}
