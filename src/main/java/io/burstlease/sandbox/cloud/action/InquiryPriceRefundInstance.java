package io.burstlease.sandbox.cloud.action;

import java.util.Map;
import java.util.Set;

/** Says what would be paid back for a pre-paid instance. */
final class InquiryPriceRefundInstance implements Action {

    @Override
    public String name() {
        return "InquiryPriceRefundInstance";
    }

    @Override
    public Set<String> versions() {
        return Refunds.VERSIONS;
    }

    @Override
    public Map<String, Object> perform(Call call) {
        Refunds refunds = new Refunds(call);
        Map<String, Object> refusal = refunds.refusal();
        return refusal.isEmpty()
                ? Refunds.done(Map.of(
                        "HostId", "cn",
                        "InstanceId", refunds.instance().id(),
                        "Currency", call.world().catalogue().currency(),
                        "RefundAmount", Refunds.sum(refunds.amounts())))
                : refusal;
    }
}
