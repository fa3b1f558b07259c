package io.burstlease.house;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static io.burstlease.house.House.READERS;
import static io.burstlease.house.House.STAGES;
import static io.burstlease.house.House.allOf;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.burstlease.Burstlease;
import jakarta.persistence.Entity;
import org.springframework.context.event.EventListener;
import org.springframework.data.repository.Repository;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/** What a room shows to others, and what it keeps to itself. */
@AnalyzeClasses(packages = "io.burstlease", importOptions = ImportOption.DoNotIncludeTests.class)
class FaceTests {

    @ArchTest
    static final ArchRule a_stage_and_a_reader_show_nothing = classes()
            .that()
            .resideInAnyPackage(allOf(STAGES, READERS))
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    /** Apart from the use cases of a thing that are classes, which say so by being services. */
    @ArchTest
    static final ArchRule what_spring_builds_is_nobodys_business = classes()
            .that(metaAnnotatedWith(Component.class))
            .and()
            .areNotAnnotatedWith(Service.class)
            .and()
            .doNotHaveFullyQualifiedName(Burstlease.class.getName())
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule the_repositories_of_spring_data_are_nobodys_business =
            classes().that().areAssignableTo(Repository.class).should().notBePublic();

    @ArchTest
    static final ArchRule who_listens_is_nobodys_business = methods()
            .that(annotatedWith(DescribedPredicate.describe(
                    "something that listens", annotation -> isAListener(annotation.getRawType()))))
            .should()
            .notBePublic()
            .andShould()
            .beDeclaredInClassesThat()
            .arePackagePrivate();

    @ArchTest
    static final ArchRule things_of_other_rooms_are_known_by_their_id = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .should(new NameNoThingOfAnotherRoom());

    private static boolean isAListener(JavaClass annotation) {
        return annotation.isEquivalentTo(EventListener.class)
                || annotation.isMetaAnnotatedWith(EventListener.class)
                || annotation.isEquivalentTo(Scheduled.class);
    }

    private static final class NameNoThingOfAnotherRoom extends ArchCondition<JavaField> {

        NameNoThingOfAnotherRoom() {
            super("name no entity of another room");
        }

        @Override
        public void check(JavaField field, ConditionEvents events) {
            for (JavaClass named : field.getAllInvolvedRawTypes()) {
                boolean foreign = named.isAnnotatedWith(Entity.class)
                        && !named.getPackageName().equals(field.getOwner().getPackageName());
                events.add(new SimpleConditionEvent(
                        field, !foreign, field.getFullName() + " is a " + named.getName() + ", not its id"));
            }
        }
    }
}
