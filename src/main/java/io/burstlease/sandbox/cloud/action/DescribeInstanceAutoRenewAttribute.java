package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.state.Term;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows whether a pre-paid instance pays for itself when its term ends; of one instance at a time. */
final class DescribeInstanceAutoRenewAttribute implements Action {

    @Override
    public String name() {
        return "DescribeInstanceAutoRenewAttribute";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRights();
        Instance instance =
                call.state().living(call.params().required("InstanceId")).orElseThrow(Refusal::noInstance);
        if (instance.spec().chargeType() != ChargeType.PREPAID) {
            throw new Refusal(
                    403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.");
        }
        Term term = instance.spec().autoRenew();
        return Map.of(
                "TotalCount",
                1,
                "PageNumber",
                1,
                "PageSize",
                10,
                "InstanceRenewAttributes",
                Map.of("InstanceRenewAttribute", List.of(view(instance.id(), term))));
    }

    private static Map<String, Object> view(String id, @Nullable Term term) {
        return Map.of(
                "InstanceId",
                id,
                "AutoRenewEnabled",
                term != null,
                "RenewalStatus",
                term == null ? "Normal" : "AutoRenewal",
                "Duration",
                term == null ? 0 : term.count(),
                "PeriodUnit",
                term == null ? "" : term.unit() == Term.Unit.WEEK ? "Week" : "Month");
    }
}
