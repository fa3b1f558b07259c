package io.burstlease.house;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Disabled;
import org.junit.platform.commons.annotation.Testable;

/** How tests are written. */
@AnalyzeClasses(packages = "io.burstlease", importOptions = ImportOption.OnlyIncludeTests.class)
class TestCodeTests {

    @ArchTest
    static final ArchRule a_test_is_a_sentence =
            methods().that(areTests()).should().haveNameMatching("[a-z0-9]+(_[a-z0-9]+)+");

    /** Those of a contract are methods of an interface, which cannot be anything but public. */
    @ArchTest
    static final ArchRule a_test_is_package_private = methods()
            .that(areTests())
            .and()
            .areDeclaredInClassesThat()
            .areNotInterfaces()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule whoever_tests_is_package_private = classes()
            .that(DescribedPredicate.describe(
                    "contain tests", type -> type.getMethods().stream().anyMatch(areTests())))
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule nobody_sleeps = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))
                    .and(target(nameMatching("sleep"))));

    /** One place looks again and again until something is so; one server sends its bytes slowly. */
    @ArchTest
    static final ArchRule only_polling_and_a_slow_server_pause = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.burstlease.testing.Poll")
            .and()
            .doNotHaveFullyQualifiedName("io.burstlease.cloud.aliyun.WireReply")
            .should()
            .callMethodWhere(target(owner(assignableTo(LockSupport.class))));

    @ArchTest
    static final ArchRule no_test_is_switched_off =
            methods().that(areTests()).should().notBeAnnotatedWith(Disabled.class);

    private static DescribedPredicate<JavaMethod> areTests() {
        return DescribedPredicate.describe("are tests", method -> method.isMetaAnnotatedWith(Testable.class));
    }
}
