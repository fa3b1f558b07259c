package io.burstlease.cloud.aliyun;

import java.util.Set;

/** Whose call goes first where calls wait: what stops money from running comes before what spends it. */
enum Urgency {
    RELEASE(Set.of(
            "DeleteInstance", "DeleteInstances", "InquiryPriceRefundInstance", "RefundInstance", "StopInstances")),
    RENEW(Set.of("ModifyInstanceAutoReleaseTime", "RenewInstance")),
    CREATE(Set.of("RunInstances", "TagResources")),
    READ(Set.of());

    private final Set<String> apis;

    Urgency(Set<String> apis) {
        this.apis = apis;
    }

    /** Whatever is not known to change something reads. */
    static Urgency of(String api) {
        for (Urgency urgency : values()) {
            if (urgency.apis.contains(api)) {
                return urgency;
            }
        }
        return READ;
    }
}
