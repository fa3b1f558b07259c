package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stops running instances; disks cost on, and so do the instances unless charging is stopped. */
final class StopInstances implements Action {

    @Override
    public String name() {
        return "StopInstances";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        boolean stopCharging = call.params()
                .oneOf("StoppedMode", "KeepCharging", Set.of("KeepCharging", "StopCharging"))
                .equals("StopCharging");
        call.params().flag("ForceStop", false);
        return new BatchPower(call)
                .perform(
                        instance -> check(call, instance, stopCharging),
                        ids -> stop(call, ids, stopCharging),
                        Instance.Status.STOPPING);
    }

    private static void check(Call call, Instance instance, boolean stopCharging) {
        if (instance.status(call.now()) != Instance.Status.RUNNING) {
            throw BatchPower.wrongStatus();
        }
        if (stopCharging && instance.spec().chargeType() == ChargeType.PREPAID) {
            throw new Refusal(
                    403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.");
        }
    }

    private static void stop(Call call, List<String> ids, boolean stopCharging) {
        Instant stopped = call.now().plus(call.world().behaviour().delays().stopping());
        call.commit().accept(new CloudEvent.Stopped(call.now(), ids, stopped, stopCharging));
    }
}
