package io.burstlease.time;

/** Whether this copy's own clock is near enough to the database's and the cloud's for it to take work. */
public interface ClockTrust {

    boolean isTrusted();
}
