package io.burstlease.sandbox.cloud.world;

/** How an instance is paid for; stock is kept apart for each. */
public enum ChargeType {
    POSTPAID,
    PREPAID,
    SPOT;

    /** The name the API uses in {@code InstanceChargeType}; spot instances are post-paid there. */
    public String apiName() {
        return this == PREPAID ? "PrePaid" : "PostPaid";
    }
}
