package io.burstlease.workflow;

import java.time.Duration;

/**
 * What a run of an errand says should happen next. A wake that came during the run asks for another, whatever it says.
 */
public sealed interface Outcome {

    /** The next step at once. */
    record Next() implements Outcome {}

    /** Nothing to do until the delay is over or somebody wakes the errand. */
    record Wait(Duration delay, String reason) implements Outcome {}

    /** Finished; only a new start opens it again. */
    record Done(String reason) implements Outcome {}

    /** Finished without success, for people to look at. */
    record GiveUp(String reason) implements Outcome {}

    static Outcome next() {
        return new Next();
    }

    static Outcome wait(Duration delay, String reason) {
        return new Wait(delay.isNegative() ? Duration.ZERO : delay, reason);
    }

    static Outcome done(String reason) {
        return new Done(reason);
    }

    static Outcome giveUp(String reason) {
        return new GiveUp(reason);
    }
}
