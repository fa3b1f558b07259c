package io.burstlease.workflow;

import java.time.Duration;

/**
 * What is written on an errand when a run ends.
 *
 * @param state of the errand from now on
 * @param failures in a row, this run included
 * @param delay until it is due, where it stays open
 * @param fenceOff whether the run's thread may still be alive and must be kept from writing
 */
record Verdict(String state, int failures, Duration delay, boolean fenceOff) {

    static final String OPEN = "OPEN";
    static final String DONE = "DONE";
    static final String GIVEN_UP = "GIVEN_UP";

    /** Woken means that a wake came after the run had begun: what it saw may be old, so it runs again at once. */
    static Verdict of(Ending ending, int failures, boolean woken, Backoff backoff) {
        return switch (ending) {
            case Ending.Said said -> of(said.outcome(), woken);
            case Ending.Failed failed -> new Verdict(OPEN, failures + 1, backoff.after(failures + 1), false);
            case Ending.Overrun overrun -> new Verdict(OPEN, failures + 1, backoff.after(failures + 1), true);
            case Ending.Stopped stopped -> new Verdict(OPEN, failures, Duration.ZERO, true);
        };
    }

    private static Verdict of(Outcome outcome, boolean woken) {
        if (woken) {
            return new Verdict(OPEN, 0, Duration.ZERO, false);
        }
        return switch (outcome) {
            case Outcome.Next next -> new Verdict(OPEN, 0, Duration.ZERO, false);
            case Outcome.Wait wait -> new Verdict(OPEN, 0, wait.delay(), false);
            case Outcome.Done done -> new Verdict(DONE, 0, Duration.ZERO, false);
            case Outcome.GiveUp giveUp -> new Verdict(GIVEN_UP, 0, Duration.ZERO, false);
        };
    }

    boolean open() {
        return state.equals(OPEN);
    }
}
