package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.world.Delays;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Starts stopped instances; one that was stopped without charge needs stock again. */
final class StartInstances implements Action {

    @Override
    public String name() {
        return "StartInstances";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        return new BatchPower(call)
                .perform(instance -> check(call, instance), ids -> start(call, ids), Instance.Status.STARTING);
    }

    private static void check(Call call, Instance instance) {
        if (instance.status(call.now()) != Instance.Status.STOPPED) {
            throw BatchPower.wrongStatus();
        }
        int stock = call.state()
                .stock()
                .left(
                        instance.spec().instanceType(),
                        instance.spec().zoneId(),
                        instance.spec().chargeType());
        if (instance.chargingStopped() && stock <= 0) {
            throw new Refusal(403, "OperationDenied.NoStock", "The requested resource is sold out in the zone.");
        }
    }

    private static void start(Call call, List<String> ids) {
        Delays delays = call.world().behaviour().delays();
        Instant running = call.now().plus(delays.starting());
        call.commit().accept(new CloudEvent.Started(call.now(), ids, running, running.plus(delays.booting())));
    }
}
