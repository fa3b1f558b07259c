package io.burstlease.testing;

/** Where in a settlement a test has a run die. */
public enum Death {
    /** After the effect, before anything is written. */
    BEFORE_WORK,
    /** Everything is written and nothing is committed. */
    BEFORE_COMMIT,
    /** All is committed, and the run never hears of it. */
    AFTER_COMMIT
}
