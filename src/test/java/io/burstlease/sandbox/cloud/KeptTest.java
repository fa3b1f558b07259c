package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.ModifyInstanceAutoReleaseTimeRequest;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KeptTest {

    private final HandClock clock = new HandClock(CloudUnderTest.START);

    @TempDir
    Path folder;

    @Test
    void a_restart_changes_nothing_of_state_and_bill() {
        JsonNode state;
        JsonNode bill;
        try (CloudUnderTest cloud = open()) {
            String id = cloud.runningHosts(3).getFirst();
            cloud.change("POST", "/admin/instances/" + id + "/vanish", "{\"noticeSeconds\": 300}");
            cloud.change("PUT", "/admin/stock", """
                    {"stock": [{"count": 11}], "account": {"quota": {"vcpus": 50, "instances": 5}}}""");
            RunInstancesRequest prepaid = CloudUnderTest.aLaunch();
            prepaid.setInstanceChargeType("PrePaid");
            prepaid.setPeriod(1);
            cloud.ask(prepaid);
            clock.advance(Duration.ofMinutes(3));
            state = cloud.look("/admin/state");
            bill = cloud.look("/admin/bill");
        }
        try (CloudUnderTest again = open()) {
            assertThat(again.look("/admin/state")).isEqualTo(state);
            assertThat(again.look("/admin/bill")).isEqualTo(bill);
            assertThat(again.look("/admin/stock")
                            .get("stock")
                            .get(0)
                            .get("count")
                            .asInt())
                    .isEqualTo(11);
        }
    }

    @Test
    void what_was_due_while_it_was_down_happened_at_its_time() {
        String id;
        try (CloudUnderTest cloud = open()) {
            id = cloud.runningHosts(1).getFirst();
            ModifyInstanceAutoReleaseTimeRequest modify = new ModifyInstanceAutoReleaseTimeRequest();
            modify.setInstanceId(id);
            modify.setAutoReleaseTime("2026-11-23T13:00:00Z");
            cloud.ask(modify);
        }
        clock.set(Instant.parse("2026-11-24T09:00:00Z"));
        try (CloudUnderTest again = open()) {
            assertThat(again.state(id).get("goneAt").asString()).isEqualTo("2026-11-23T13:00:00Z");
            assertThat(again.state(id).get("releasedBy").asString()).isEqualTo("AUTO_RELEASE");
        }
    }

    @Test
    void new_ids_differ_from_those_before_the_restart() {
        List<String> before;
        try (CloudUnderTest cloud = open()) {
            before = cloud.launch(5);
        }
        try (CloudUnderTest again = open()) {
            assertThat(again.launch(5)).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void a_line_that_a_crash_cut_short_is_dropped() throws IOException {
        try (CloudUnderTest cloud = open()) {
            cloud.launch(1);
        }
        Files.writeString(
                folder.resolve("journal.jsonl"),
                "{\"event\":\"launched\",\"at\":\"2026-11-2",
                StandardOpenOption.APPEND);
        try (CloudUnderTest again = open()) {
            assertThat(again.look("/admin/state").get("instances")).hasSize(1);
            again.launch(1);
        }
        try (CloudUnderTest third = open()) {
            assertThat(third.look("/admin/state").get("instances")).hasSize(2);
        }
    }

    @Test
    void a_reset_forgets_everything_for_good() {
        try (CloudUnderTest cloud = open()) {
            cloud.launch(2);
            cloud.change("POST", "/admin/reset", "");
            assertThat(cloud.look("/admin/state").get("instances")).isEmpty();
            assertThat(cloud.look("/admin/bill").get("lines")).isEmpty();
        }
        try (CloudUnderTest again = open()) {
            assertThat(again.look("/admin/state").get("instances")).isEmpty();
        }
    }

    private CloudUnderTest open() {
        return CloudUnderTest.kept(CloudWorld.sample(), folder, clock);
    }
}
