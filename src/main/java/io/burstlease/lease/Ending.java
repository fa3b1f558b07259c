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
    /** Going on would have cost more than its money cap. */
    CAPPED,
    /** Taken back by an operator. */
    FORCED
}
