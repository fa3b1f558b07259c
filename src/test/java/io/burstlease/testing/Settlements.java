package io.burstlease.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the settlements of {@link HandDrivenErrands}, and what is to happen at which of them. */
public final class Settlements {

    private final Map<String, Runnable> before = new HashMap<>();
    private final Map<String, Runnable> after = new HashMap<>();
    private int begun;
    private int fatal;
    private int crossed;
    private Runnable crossing = () -> {};
    private Death death = Death.BEFORE_WORK;

    /** Has the run that makes the n-th settlement from now, counted from 1, die there. */
    public synchronized void dieAt(int nth, Death when) {
        fatal = begun + nth;
        death = when;
    }

    /** Has something happen once, before the n-th settlement from now, after everything the run has read. */
    public synchronized void cross(int nth, Runnable event) {
        crossed = begun + nth;
        crossing = event;
    }

    /** Has something happen once, when this errand is about to settle what it learned. */
    public synchronized void before(String errand, Runnable event) {
        before.put(errand, event);
    }

    /** Has something happen once, when this errand's next settlement is committed and its run goes on. */
    public synchronized void after(String errand, Runnable event) {
        after.put(errand, event);
    }

    /** Settlements begun so far: a first, peaceful drive tells how many there are to die at. */
    public synchronized int begun() {
        return begun;
    }

    /** Counts one more, and says how it is to end if it is the fatal one. */
    synchronized Optional<Death> begin() {
        begun++;
        return begun == fatal ? Optional.of(death) : Optional.empty();
    }

    void come(String errand) {
        taken(before, errand).ifPresent(Runnable::run);
        crossing().run();
    }

    private synchronized Runnable crossing() {
        if (begun + 1 != crossed) {
            return () -> {};
        }
        crossed = 0;
        return crossing;
    }

    void done(String errand) {
        taken(after, errand).ifPresent(Runnable::run);
    }

    private synchronized Optional<Runnable> taken(Map<String, Runnable> events, String errand) {
        return Optional.ofNullable(events.remove(errand));
    }
}
