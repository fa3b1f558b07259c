package io.burstlease.cloud.aliyun;

import static io.burstlease.cloud.aliyun.EmulatedRegion.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.DiskSeen;
import io.burstlease.cloud.LaunchRequest;
import org.junit.jupiter.api.Test;

class DiskTests {

    @Test
    void the_disks_of_an_instance_are_those_it_was_bought_with() {
        try (var region = new EmulatedRegion()) {
            String id = bought(region.launch("t-1", 1)).getFirst();

            assertThat(region.adapter.disks.of(id))
                    .extracting(DiskSeen::system, DiskSeen::disk, DiskSeen::deleteWithInstance)
                    .containsExactly(
                            tuple(true, new LaunchRequest.Disk("cloud_essd", 100, "PL0"), true),
                            tuple(false, new LaunchRequest.Disk("cloud_essd", 1000, "PL1"), true));
            assertThat(region.adapter.disks.of("i-never")).isEmpty();
        }
    }

    @Test
    void the_system_disk_comes_first_and_a_category_without_levels_has_none() {
        try (var cloud = new ScriptedCloud(WireReply.ok("""
                        {"RequestId":"R","TotalCount":2,"Disks":{"Disk":[
                          {"DiskId":"d-2","InstanceId":"i-1","Type":"data","Category":"cloud_efficiency",
                           "PerformanceLevel":"","Size":200,"Device":"/dev/xvdb","DeleteWithInstance":false},
                          {"DiskId":"d-1","InstanceId":"i-1","Type":"system","Category":"cloud_essd",
                           "PerformanceLevel":"PL1","Size":100,"Device":"/dev/xvda","DeleteWithInstance":true}]}}"""));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.disks.of("i-1"))
                    .containsExactly(
                            new DiskSeen("d-1", true, new LaunchRequest.Disk("cloud_essd", 100, "PL1"), true),
                            new DiskSeen("d-2", false, new LaunchRequest.Disk("cloud_efficiency", 200, null), false));
        }
    }

    @Test
    void a_list_that_is_not_whole_is_no_answer() {
        try (var cloud = new ScriptedCloud(
                        WireReply.ok("{\"RequestId\":\"R\",\"TotalCount\":3,\"Disks\":{\"Disk\":[]}}"));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThatThrownBy(() -> adapter.disks.of("i-1"))
                    .isInstanceOfSatisfying(
                            CloudException.class,
                            failed -> assertThat(failed.family()).isEqualTo(Family.TRANSIENT));
        }
    }
}
