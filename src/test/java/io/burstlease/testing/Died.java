package io.burstlease.testing;

/** The end of a process, as far as one run is concerned: an error, so that no errand catches it as a failure. */
public final class Died extends Error {

    private static final long serialVersionUID = 1L;

    public Died(Death when) {
        super("died " + when);
    }
}
