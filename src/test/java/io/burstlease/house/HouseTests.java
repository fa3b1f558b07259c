package io.burstlease.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.burstlease.house.House.BASE;
import static io.burstlease.house.House.HOME;
import static io.burstlease.house.House.READERS;
import static io.burstlease.house.House.SEAMS;
import static io.burstlease.house.House.STAGES;
import static io.burstlease.house.House.THINGS;
import static io.burstlease.house.House.allOf;
import static io.burstlease.house.House.packages;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.Slice;
import io.burstlease.Burstlease;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.burstlease", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTests {

    @ArchTest
    static final ArchRule stages_meet_only_through_things = slices().matching(HOME + "(*)..")
            .namingSlices("$1")
            .that(isAStage())
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule things_know_no_stage_and_no_reader = noClasses()
            .that()
            .resideInAnyPackage(packages(THINGS))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(allOf(STAGES, READERS));

    @ArchTest
    static final ArchRule things_know_the_values_of_a_seam_but_ask_nothing_of_it = noClasses()
            .that()
            .resideInAnyPackage(packages(THINGS))
            .should()
            .dependOnClassesThat(resideInAnyPackage(packages(SEAMS)).and(isAPort()));

    @ArchTest
    static final ArchRule base_knows_no_thing_no_stage_and_no_seam = noClasses()
            .that()
            .resideInAnyPackage(packages(BASE))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(allOf(THINGS, STAGES, READERS, SEAMS));

    @ArchTest
    static final ArchRule nobody_knows_a_reader = noClasses()
            .that()
            .resideOutsideOfPackages(packages(READERS))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(READERS));

    @ArchTest
    static final ArchRule nobody_knows_the_sandbox = noClasses()
            .that()
            .resideOutsideOfPackage(HOME + "sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOME + "sandbox..");

    @ArchTest
    static final ArchRule the_cloud_knows_nothing_of_ours_but_values = seam("cloud");

    @ArchTest
    static final ArchRule the_cluster_knows_nothing_of_ours_but_values = seam("cluster");

    @ArchTest
    static final ArchRule the_emulated_cloud_shares_nothing_with_what_it_tests = alone("sandbox.cloud");

    @ArchTest
    static final ArchRule the_emulated_cluster_shares_nothing_with_what_it_tests = alone("sandbox.cluster");

    @ArchTest
    static final ArchRule only_its_adapter_knows_the_aliyun_sdk = onlyIn("com.aliyuncs..", "cloud.aliyun");

    @ArchTest
    static final ArchRule only_its_adapter_knows_fabric8 = onlyIn("io.fabric8..", "cluster.fabric8", "sandbox");

    @ArchTest
    static final ArchRule only_workflow_knows_db_scheduler = onlyIn("com.github.kagkarlsson..", "workflow");

    @ArchTest
    static final ArchRule only_the_budget_of_calls_knows_bucket4j = onlyIn("io.github.bucket4j..", "cloud.aliyun");

    @ArchTest
    static final ArchRule a_port_has_at_most_nine_methods = classes()
            .that()
            .resideInAnyPackage(SEAMS.stream().map(seam -> HOME + seam).toArray(String[]::new))
            .and()
            .areInterfaces()
            .should(new HasAtMostMethods(9));

    @Test
    void the_modules_are_sound() {
        ApplicationModules.of(Burstlease.class).verify();
    }

    @Test
    void every_room_has_one_place_in_the_plan() {
        List<String> rooms = ApplicationModules.of(Burstlease.class).stream()
                .map(module -> module.getIdentifier().toString())
                .toList();

        assertThat(House.rooms()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(rooms);
    }

    @ArchTest
    static void a_thing_knows_only_things_before_it(JavaClasses classes) {
        for (int i = 0; i < THINGS.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(HOME + THINGS.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(THINGS.subList(i + 1, THINGS.size())))
                    .check(classes);
        }
    }

    private static ArchRule seam(String seam) {
        return noClasses()
                .that()
                .resideInAPackage(HOME + seam + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.burstlease..")
                        .and(not(resideInAnyPackage(packages(seam, "money", "settings", "time")))));
    }

    private static ArchRule alone(String room) {
        return noClasses()
                .that()
                .resideInAPackage(HOME + room + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.burstlease..").and(not(resideInAPackage(HOME + room + ".."))));
    }

    private static ArchRule onlyIn(String library, String... rooms) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaClass> isAPort() {
        return DescribedPredicate.describe("is a port", House::isPort);
    }

    private static DescribedPredicate<Slice> isAStage() {
        return DescribedPredicate.describe("is a stage", slice -> STAGES.contains(slice.getNamePart(1)));
    }
}
