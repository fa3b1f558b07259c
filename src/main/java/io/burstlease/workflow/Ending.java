package io.burstlease.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a run ended, and what follows from it. */
sealed interface Ending {

    /** The word kept on the errand and in its metric. */
    String word();

    @Nullable
    String reason();

    /** The run said itself what comes next. */
    record Said(Outcome outcome) implements Ending {
        @Override
        public String word() {
            return switch (outcome) {
                case Outcome.Next next -> "NEXT";
                case Outcome.Wait wait -> "WAIT";
                case Outcome.Done done -> "DONE";
                case Outcome.GiveUp giveUp -> "GIVE_UP";
            };
        }

        @Override
        public @Nullable String reason() {
            return switch (outcome) {
                case Outcome.Next next -> null;
                case Outcome.Wait wait -> wait.reason();
                case Outcome.Done done -> done.reason();
                case Outcome.GiveUp giveUp -> giveUp.reason();
            };
        }
    }

    /** The run threw. */
    record Failed(Throwable cause) implements Ending {
        @Override
        public String word() {
            return "FAILED";
        }

        @Override
        public String reason() {
            return cause.toString();
        }
    }

    /** The run hit the wall; its thread may live on. */
    record Overrun(Duration wall) implements Ending {
        @Override
        public String word() {
            return "OVERRUN";
        }

        @Override
        public String reason() {
            return "took longer than " + wall;
        }
    }

    /** This replica is going down; nobody's fault, and another takes over at once. */
    record Stopped() implements Ending {
        @Override
        public String word() {
            return "STOPPED";
        }

        @Override
        public String reason() {
            return "the replica that ran it was stopping";
        }
    }
}
