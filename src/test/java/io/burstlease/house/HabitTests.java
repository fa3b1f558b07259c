package io.burstlease.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static io.burstlease.house.House.HOME;
import static io.burstlease.house.House.packages;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** How the code behaves, whatever room it stands in. */
@AnalyzeClasses(packages = "io.burstlease", importOptions = ImportOption.DoNotIncludeTests.class)
class HabitTests {

    private static final Set<String> INEXACT =
            Set.of("double", "float", Double.class.getName(), Float.class.getName(), "java.util.OptionalDouble");

    /** Rooms in which any number may be money. */
    private static final String[] MONEYED = packages(
            "money",
            "offer",
            "budget",
            "lease",
            "quote",
            "apply",
            "approve",
            "renew",
            "meter",
            "report",
            "cloud",
            "sandbox.cloud.state",
            "sandbox.cloud.world");

    @ArchTest
    static final ArchRule nobody_reads_a_clock_of_their_own = noClasses()
            .that()
            .resideOutsideOfPackage(HOME + "sandbox..")
            .and()
            .doNotHaveFullyQualifiedName(HOME + "time.ClockConfiguration")
            .should()
            .callCodeUnitWhere(readsAClock());

    @ArchTest
    static final ArchRule no_field_of_money_is_a_double = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEYED)
            .should()
            .haveRawType(inexact());

    @ArchTest
    static final ArchRule no_method_gives_money_as_a_double = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEYED)
            .and(not(fromALambda()))
            .should()
            .haveRawReturnType(inexact());

    @ArchTest
    static final ArchRule no_amount_passes_through_a_double =
            noClasses().that().resideInAPackage("io.burstlease..").should().callCodeUnitWhere(passesThroughADouble());

    @ArchTest
    static final ArchRule fields_are_not_injected = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule an_optional_is_an_answer_and_nothing_else = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areNotRecords()
            .should()
            .haveRawType(Optional.class);

    @Test
    void no_session_stays_open_while_an_answer_is_written() throws IOException {
        List<PropertySource<?>> settings =
                new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"));

        assertThat(settings)
                .extracting(source -> source.getProperty("spring.jpa.open-in-view"))
                .containsOnly(false);
    }

    private static DescribedPredicate<JavaCall<?>> readsAClock() {
        DescribedPredicate<JavaCall<?>> now = target(owner(resideInAPackage("java.time..")))
                .and(target(nameMatching("now")))
                .and(target(not(rawParameterTypes(Clock.class))));
        DescribedPredicate<JavaCall<?>> clock =
                target(owner(type(Clock.class))).and(target(nameMatching("(system|tick)[A-Z]\\w*|system")));
        DescribedPredicate<JavaCall<?>> millis =
                target(owner(type(System.class))).and(target(nameMatching("currentTimeMillis")));
        return now.or(clock).or(millis).as("it reads a clock");
    }

    private static DescribedPredicate<JavaCall<?>> passesThroughADouble() {
        DescribedPredicate<JavaCall<?>> out = target(nameMatching("doubleValue|floatValue"));
        DescribedPredicate<JavaCall<?>> in = target(nameMatching("<init>|valueOf"))
                .and(DescribedPredicate.describe(
                        "of a double",
                        call -> call.getTarget().getRawParameterTypes().stream().anyMatch(inexact())));
        return target(owner(type(BigDecimal.class))).and(out.or(in)).as("an amount passes through a double");
    }

    private static DescribedPredicate<JavaClass> inexact() {
        return DescribedPredicate.describe("is not exact", raw -> INEXACT.contains(raw.getName()));
    }

    private static DescribedPredicate<JavaMethod> fromALambda() {
        return DescribedPredicate.describe(
                "of a lambda", method -> method.getName().startsWith("lambda$"));
    }
}
