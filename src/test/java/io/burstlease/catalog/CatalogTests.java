package io.burstlease.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.testing.Market;
import io.burstlease.testing.SchemaGuard;
import io.burstlease.testing.Things;
import io.burstlease.web.ProblemException;
import java.math.BigDecimal;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogTests {

    private final Things things = Things.at(Clock.systemUTC());
    private final Catalog catalog = things.the(Catalog.class);
    private final SchemaGuard schema = new SchemaGuard(things.owner());

    @BeforeAll
    void theClasses() {
        Market.in(things);
    }

    @Test
    void a_class_is_read_with_its_types_its_image_and_its_disks() {
        HostClass large = catalog.hostClass("large");

        assertThat(large.instanceTypes()).extracting(InstanceType::id).containsExactly("ecs.large-a", "ecs.large-b");
        assertThat(large.type("ecs.large-b").orElseThrow().maxPods()).isEqualTo(100);
        assertThat(large.type("ecs.small")).isEmpty();
        assertThat(large.image()).isEqualTo(new Image("gpu", "m-gpu", "550.1", "12.4", "v1.32.4"));
        assertThat(large.systemDisk()).isEqualTo(new Disk("cloud_essd", 200, "PL1"));
        assertThat(large.dataDisks()).containsExactly(new Disk("cloud_essd", 1000, "PL1"));
        assertThat(large.gpuMemoryGib()).isEqualTo(80);
        assertThat(large.enabled()).isTrue();
    }

    @Test
    void a_class_without_data_disk_has_none() {
        assertThat(catalog.hostClass("small").dataDisks()).isEmpty();
    }

    @Test
    void all_classes_are_listed_by_id() {
        assertThat(catalog.all()).extracting(HostClass::id).containsExactly("large", "small");
    }

    @Test
    void a_class_that_does_not_exist_is_a_404() {
        assertThat(catalog.find("huge")).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> catalog.hostClass("huge"))
                .withMessage("There is no host class huge.");
    }

    @Test
    void memory_is_shown_as_a_plain_number() {
        HostClassView large = HostClassView.of(catalog.hostClass("large"));
        HostClassView small = HostClassView.of(catalog.hostClass("small"));

        assertThat(things.json().writeValueAsString(large)).contains("\"memoryGib\":1000");
        assertThat(small.instanceTypes().getFirst().memoryGib()).isEqualTo(new BigDecimal("30.5"));
        assertThat(small.systemDisk().kind()).isEqualTo("cloud_essd PL1");
    }

    @Test
    void the_schema_keeps_facts_of_types_possible() {
        schema.refuses("update instance_type set id = 'small'", "instance_type_id_check");
        schema.refuses("update instance_type set vcpus = 0", "instance_type_vcpus_check");
        schema.refuses("update instance_type set memory_gib = 0", "instance_type_memory_gib_check");
        schema.refuses("update instance_type set gpus = 0", "instance_type_gpus_check");
        schema.refuses("update instance_type set gpu_model = ''", "instance_type_gpu_model_check");
        schema.refuses("update instance_type set gpu_memory_gib = 0", "instance_type_gpu_memory_gib_check");
        schema.refuses("update instance_type set max_pods = 0", "instance_type_max_pods_check");
    }

    @Test
    void the_schema_keeps_classes_whole() {
        schema.refuses("update host_class set id = 'A10'", "host_class_id_check");
        schema.refuses("update host_class set name = ''", "host_class_name_check");
        schema.refuses("update host_class set gpus = 0", "host_class_gpus_check");
        schema.refuses("update host_class set system_disk_gib = 19", "host_class_system_disk_gib_check");
        schema.refuses("update host_class set data_disk_gib = -1", "host_class_data_disk_gib_check");
        schema.refuses("update host_class set image_id = 'none'", "host_class_image_id_fkey");
        schema.refuses("insert into host_class_type values ('small', 'ecs.none')", "instance_type_fkey");
        schema.refuses("insert into host_class_type values ('none', 'ecs.small')", "host_class_id_fkey");
        schema.refuses("insert into host_class_type values ('small', 'ecs.small')", "host_class_type_pkey");
        schema.refuses("delete from instance_type where id = 'ecs.small'", "host_class_type_instance_type_fkey");
    }
}
