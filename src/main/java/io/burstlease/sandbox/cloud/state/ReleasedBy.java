package io.burstlease.sandbox.cloud.state;

/** Who ended an instance: a delete call, its release time, the cloud itself, or the end of a pre-paid term. */
public enum ReleasedBy {
    DELETE,
    AUTO_RELEASE,
    RECLAIM,
    EXPIRY
}
