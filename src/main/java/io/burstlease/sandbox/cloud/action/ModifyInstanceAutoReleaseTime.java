package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.time.Instant;
import java.util.Map;

/** Moves the time at which an instance releases itself; without a time it takes it away. */
final class ModifyInstanceAutoReleaseTime implements Action {

    @Override
    public String name() {
        return "ModifyInstanceAutoReleaseTime";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRights();
        String id = call.params().required("InstanceId");
        Instant time = Times.autoRelease(call.params().get("AutoReleaseTime"), call.now());
        Instance instance = call.state()
                .living(id)
                .orElseThrow(() -> new Refusal(404, "NoSuchResource", "The specified resource is not found."));
        if (instance.spec().chargeType() == ChargeType.PREPAID) {
            throw new Refusal(
                    403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.");
        }
        call.commit().accept(new CloudEvent.AutoReleaseSet(call.now(), id, time, call.requestId()));
        return Map.of();
    }
}
