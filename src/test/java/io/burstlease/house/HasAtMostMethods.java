package io.burstlease.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A port that asks for more is two ports. */
final class HasAtMostMethods extends ArchCondition<JavaClass> {

    private final int most;

    HasAtMostMethods(int most) {
        super("have at most " + most + " methods");
        this.most = most;
    }

    @Override
    public void check(JavaClass port, ConditionEvents events) {
        int methods = port.getMethods().size();
        events.add(new SimpleConditionEvent(port, methods <= most, port.getName() + " has " + methods + " methods"));
    }
}
