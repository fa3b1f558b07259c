package io.burstlease.lease;

/** Why a lease ends. */
public enum Ending {
    /** Its end came. */
    EXPIRED,
    /** Given back early. */
    RELEASED,
    /** Cancelled after something might have been bought. */
    CANCELLED,
    /** The hosts could not be had in time; ends in {@link LeaseState#FAILED}. */
    GAVE_UP,
    /** Taken back by an operator. */
    FORCED
}
