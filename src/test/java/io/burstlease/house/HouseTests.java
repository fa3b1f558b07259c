package io.burstlease.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.Slice;
import io.burstlease.Burstlease;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.burstlease", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTests {

    private static final String HOME = "io.burstlease.";

    /** In the order in which they may know each other: a later thing knows earlier ones. */
    private static final List<String> THINGS = List.of("team", "catalog", "offer", "budget", "lease", "host");

    private static final String[] STAGES = packages(
            "quote",
            "burst",
            "apply",
            "approve",
            "provision",
            "join",
            "prepare",
            "renew",
            "release",
            "meter",
            "sweep",
            "observe");

    private static final String[] READERS = packages("report");
    private static final String[] BASE = packages("workflow", "web", "audit", "money", "time", "naming", "settings");

    @ArchTest
    static final ArchRule stages_meet_only_through_things = slices().matching(HOME + "(*)..")
            .namingSlices("$1")
            .that(isOneOf("stage", STAGES))
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule things_know_no_stage_and_no_reader = noClasses()
            .that()
            .resideInAnyPackage(things())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(join(STAGES, READERS));

    @ArchTest
    static final ArchRule base_knows_no_thing_and_no_stage = noClasses()
            .that()
            .resideInAnyPackage(BASE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(join(things(), STAGES, READERS));

    @ArchTest
    static final ArchRule nobody_knows_a_reader = noClasses()
            .that()
            .resideOutsideOfPackages(READERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(READERS);

    @ArchTest
    static final ArchRule nobody_knows_the_sandbox = noClasses()
            .that()
            .resideOutsideOfPackage(HOME + "sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOME + "sandbox..");

    @ArchTest
    static final ArchRule seams_know_nothing_of_ours_but_values = noClasses()
            .that()
            .resideInAnyPackage(HOME + "cloud..", HOME + "cluster..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.burstlease..")
                    .and(not(resideInAnyPackage(
                            HOME + "cloud..", HOME + "cluster..", HOME + "money", HOME + "settings", HOME + "time"))));

    @ArchTest
    static final ArchRule the_emulated_cloud_shares_nothing_with_what_it_tests = noClasses()
            .that()
            .resideInAPackage(HOME + "sandbox.cloud..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.burstlease..").and(not(resideInAPackage(HOME + "sandbox.cloud.."))));

    @ArchTest
    static final ArchRule the_emulated_cluster_shares_nothing_with_what_it_tests = noClasses()
            .that()
            .resideInAPackage(HOME + "sandbox.cluster..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.burstlease..").and(not(resideInAPackage(HOME + "sandbox.cluster.."))));

    @ArchTest
    static final ArchRule only_its_adapter_knows_the_aliyun_sdk = onlyIn("com.aliyuncs..", HOME + "cloud.aliyun..");

    @ArchTest
    static final ArchRule only_its_adapter_knows_fabric8 = onlyIn("io.fabric8..", HOME + "cluster.fabric8..");

    @ArchTest
    static final ArchRule only_workflow_knows_db_scheduler = onlyIn("com.github.kagkarlsson..", HOME + "workflow..");

    @ArchTest
    static final ArchRule controllers_are_nobodys_business =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule components_are_nobodys_business =
            classes().that().areAnnotatedWith(Component.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule nobody_reads_a_clock_of_their_own = noClasses()
            .that()
            .resideOutsideOfPackages(HOME + "sandbox..", HOME + "time")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule a_port_has_at_most_nine_methods = classes()
            .that()
            .resideInAnyPackage(HOME + "cloud", HOME + "cluster")
            .and()
            .areInterfaces()
            .should(new HasAtMostMethods(9));

    @ArchTest
    static final ArchRule no_test_double_is_public_by_accident =
            methods().that().areAnnotatedWith(Test.class).should().notBePublic().allowEmptyShould(true);

    @Test
    void the_modules_are_sound() {
        ApplicationModules.of(Burstlease.class).verify();
    }

    @TestFactory
    Stream<DynamicTest> a_thing_knows_only_things_before_it() {
        return THINGS.stream()
                .map(thing -> DynamicTest.dynamicTest(thing, () -> {
                    List<String> later = THINGS.subList(THINGS.indexOf(thing) + 1, THINGS.size());
                    noClasses()
                            .that()
                            .resideInAPackage(HOME + thing)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(packages(later.toArray(String[]::new)))
                            .allowEmptyShould(true)
                            .check(House.classes());
                }));
    }

    private static ArchRule onlyIn(String library, String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(room, HOME + "sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static String[] things() {
        return packages(THINGS.toArray(String[]::new));
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> HOME + name + "..").toArray(String[]::new);
    }

    private static String[] join(String[]... parts) {
        return Arrays.stream(parts).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private static DescribedPredicate<Slice> isOneOf(String what, String[] packages) {
        return DescribedPredicate.describe(
                "is a " + what, slice -> Arrays.asList(packages).contains(HOME + slice.getNamePart(1) + ".."));
    }
}
