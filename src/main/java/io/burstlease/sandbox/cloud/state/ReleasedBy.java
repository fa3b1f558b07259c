package io.burstlease.sandbox.cloud.state;

/** What ended an instance: a delete call, its release time, the cloud itself, the end of a pre-paid term, a refund. */
public enum ReleasedBy {
    DELETE,
    AUTO_RELEASE,
    RECLAIM,
    EXPIRY,
    REFUND
}
