package io.burstlease.testing;

import io.burstlease.workflow.ErrandView;
import io.burstlease.workflow.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What {@link HandDrivenErrands} remember of one errand. */
final class DrivenRow {

    enum State {
        OPEN,
        DONE,
        GIVEN_UP
    }

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(60);

    State state = State.DONE;
    Instant due = Instant.EPOCH;
    long fence;
    boolean woken;
    int failures;
    private @Nullable Object last;

    void open(Instant at) {
        state = State.OPEN;
        failures = 0;
        due = at;
    }

    boolean dueAt(Instant now) {
        return state == State.OPEN && (woken || !due.isAfter(now));
    }

    /** What came of a run: an outcome or a throwable. A wake since its claim keeps it open. */
    void conclude(Object end, Instant now) {
        last = end;
        switch (end) {
            case Outcome outcome -> {
                failures = 0;
                said(outcome, now);
            }
            case Died died -> due = now;
            default -> {
                failures++;
                due = now.plus(retry());
            }
        }
    }

    private void said(Outcome outcome, Instant now) {
        switch (outcome) {
            case Outcome.Next next -> due = now;
            case Outcome.Wait wait -> due = now.plus(wait.delay());
            case Outcome.Done done -> close(State.DONE, now);
            case Outcome.GiveUp giveUp -> close(State.GIVEN_UP, now);
        }
    }

    private void close(State as, Instant now) {
        due = now;
        state = woken ? State.OPEN : as;
    }

    private Duration retry() {
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait;
    }

    ErrandView view(String name, String thing) {
        String word = last == null ? null : last.getClass().getSimpleName();
        String reason = last == null ? null : last.toString();
        return new ErrandView(name, thing, state.name(), word, reason, due, fence, failures, null);
    }
}
