package io.burstlease.testing;

/** How a test has each step run, to see that doing it again does no harm. */
public enum Repeat {
    ONCE,
    /** To its end, and once more before its outcome counts. */
    TWICE,
    /** First by a run that has lost its claim, so that its effects happen and nothing is written. */
    ZOMBIE_FIRST,
    /** Afterwards again by a run that lost its claim long ago. */
    ZOMBIE_LAST
}
