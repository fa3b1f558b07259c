package io.burstlease.approve;

import io.burstlease.money.Money;
import io.burstlease.web.ProblemException;

/** Whether terms were agreed to; their money is set aside where they were. */
sealed interface Grant {

    /** @param hourly what one host with its disks may cost from now on */
    record Agreed(Money hourly) implements Grant {}

    record Refused(ProblemException why) implements Grant {}

    /** The price that was agreed to, for a person who is told why where there is none. */
    default Money orRefuse() {
        return switch (this) {
            case Agreed agreed -> agreed.hourly();
            case Refused refused -> throw refused.why();
        };
    }
}
