package io.burstlease.sandbox.cloud;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.burstlease.sandbox.cloud.core.ApiCall;
import io.burstlease.sandbox.cloud.core.EmulatedCloud;
import io.burstlease.sandbox.cloud.core.Reply;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.WorldFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreTest {

    @Test
    void the_same_seed_and_the_same_calls_give_the_same_replies() {
        assertThat(replies(1)).isEqualTo(replies(1)).isNotEqualTo(replies(2));
    }

    @Test
    void a_clock_that_goes_backwards_does_not_take_the_cloud_along() {
        HandClock clock = new HandClock(CloudUnderTest.START);
        try (EmulatedCloud cloud = new EmulatedCloud(CloudWorld.sample(), clock, 1, null)) {
            clock.advance(Duration.ofMinutes(5));
            cloud.tick();
            clock.set(CloudUnderTest.START);

            assertThat(cloud.now()).isEqualTo(CloudUnderTest.START.plus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void a_world_file_names_only_what_differs(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("world.json");
        Files.writeString(file, """
                {"account": {"quota": {"vcpus": 64, "instances": 3}},
                 "behaviour": {"delays": {"starting": "PT45S"}}}""");

        CloudWorld world = new WorldFile().read(file);

        assertThat(world.account().quota().vcpus()).isEqualTo(64);
        assertThat(world.behaviour().delays().starting()).isEqualTo(Duration.ofSeconds(45));
        assertThat(world.catalogue()).isEqualTo(CloudWorld.sample().catalogue());
        assertThat(world.network()).isEqualTo(CloudWorld.sample().network());
    }

    @Test
    void the_emulator_shares_no_class_with_the_product() {
        var emulator = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.burstlease.sandbox.cloud");
        DescribedPredicate<JavaClass> theProduct = DescribedPredicate.describe(
                "a class of the product",
                type -> type.getPackageName().startsWith("io.burstlease")
                        && !type.getPackageName().startsWith("io.burstlease.sandbox.cloud"));

        classes()
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(theProduct))
                .check(emulator);
    }

    private static List<Object> replies(long seed) {
        HandClock clock = new HandClock(CloudUnderTest.START);
        List<Object> replies = new ArrayList<>();
        try (EmulatedCloud cloud = new EmulatedCloud(CloudWorld.sample(), clock, seed, null)) {
            for (int i = 0; i < 5; i++) {
                Reply launched = cloud.call(new ApiCall(
                        "RunInstances",
                        "2014-05-26",
                        Map.of(
                                "RegionId", CloudUnderTest.REGION,
                                "ImageId", "m-gpu-ubuntu2204",
                                "InstanceType", CloudUnderTest.KIND,
                                "SecurityGroupId", "sg-burst",
                                "VSwitchId", "vsw-host-b",
                                "Amount", "3"),
                        "sandbox-key"));
                replies.add(launched.body());
                clock.advance(Duration.ofMillis(1700));
                replies.add(cloud.look(view -> view.hosts().size()));
            }
        }
        return replies;
    }
}
