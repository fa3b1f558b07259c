package io.burstlease.workflow;

import java.util.function.Supplier;

/** One run's right to work on one thing, until another run, the wall or a release of the claim takes it away. */
public interface Claim {

    /** What the errand is about, such as a lease or launch id. */
    String thing();

    /** Rises with every claim of this errand and thing; unique to this run. */
    long fence();

    /**
     * Writes what the run learned: one short transaction that first holds the errand's row and checks that this claim
     * still counts. The work must not call out.
     *
     * @throws LostClaimException when the claim is lost; nothing was run or written, and the run should just end
     */
    <T> T settle(Supplier<T> work);

    /** As {@link #settle(Supplier)}, for work without an answer. */
    default void settle(Runnable work) {
        settle(() -> {
            work.run();
            return true;
        });
    }
}
