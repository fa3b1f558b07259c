package io.burstlease.workflow;

import java.time.Instant;
import java.util.List;

/** Asks for durable work. Everything here takes part in the caller's transaction, and waits for no running errand. */
public interface Errands {

    /** Opens an errand for a thing, due now. One that is open already is woken instead. */
    void start(String errand, String thing);

    /** Opens an errand for a thing, due at the time given. One that is open already is woken instead, now. */
    void startAt(String errand, String thing, Instant at);

    /** Has an open errand run soon, also where a run is going on now; nothing where none is open. */
    void wake(String errand, String thing);

    /** Unfinished errands, the most troubled first: given up, then by failures in a row, then by when they are due. */
    List<ErrandView> open(int limit);
}
