package io.burstlease.testing;

/** What goes wrong around one call of a run to the cloud or the cluster. */
public enum Mishap {
    /** It never arrives. */
    FAILS_BEFORE,
    /** Its effect happens, and an error is all that comes back. */
    FAILS_AFTER,
    /** The process dies with the call still to be made. */
    DIES_BEFORE,
    /** The process dies with the effect made and nothing written. */
    DIES_AFTER,
    /** Another worker takes the run for dead and does the same step, up to its end; then the call is made. */
    OVERTAKEN_BEFORE,
    /** As before, once the call was made and before the run hears of it. */
    OVERTAKEN_AFTER,
    /** Something else happens while the call is under way, before its effect. */
    MEANWHILE_BEFORE,
    /** Something else happens while the call is under way, after its effect. */
    MEANWHILE_AFTER
}
