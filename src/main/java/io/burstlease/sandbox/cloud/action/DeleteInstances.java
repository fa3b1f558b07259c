package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.state.ReleasedBy;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Deletes up to 100 instances, all or none. */
final class DeleteInstances implements Action {

    private static final int MOST = 100;

    @Override
    public String name() {
        return "DeleteInstances";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        call.requireRights();
        List<String> ids = call.params().list("InstanceId", MOST);
        if (ids.isEmpty()) {
            throw Refusal.missing("InstanceId.1");
        }
        delete(call, List.copyOf(new LinkedHashSet<>(ids)));
        return Map.of();
    }

    static void delete(Call call, List<String> ids) {
        if (call.earlierUse().isPresent()) {
            return;
        }
        boolean force = call.params().flag("Force", false);
        boolean terminate = call.params().flag("TerminateSubscription", false);
        call.params().flag("ForceStop", true);
        for (String id : ids) {
            check(call, call.state().living(id).orElseThrow(Refusal::noInstance), force, terminate);
        }
        call.endDryRun();
        call.commit()
                .accept(new CloudEvent.Released(
                        call.now(),
                        ids,
                        call.now().plus(call.world().behaviour().delays().deleting()),
                        ReleasedBy.DELETE,
                        call.useToken(ids, null),
                        call.requestId()));
    }

    private static void check(Call call, Instance instance, boolean force, boolean terminate) {
        if (instance.initializing(call.now())) {
            throw new Refusal(
                    403,
                    "IncorrectInstanceStatus.Initializing",
                    "The specified instance status does not support this operation: it is initializing.");
        }
        if (instance.releasedBy() == ReleasedBy.DELETE) {
            throw new Refusal(
                    403,
                    "IncorrectInstanceStatus",
                    "The current status of the resource does not support this operation.");
        }
        if (instance.spec().chargeType() == ChargeType.PREPAID && !(terminate && expired(instance))) {
            throw new Refusal(
                    403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.");
        }
        if (instance.spec().deletionProtection()) {
            throw new Refusal(
                    403,
                    "InvalidOperation.DeletionProtection",
                    "The operation is not allowed due to deletion protection.");
        }
        if (!force && instance.status(call.now()) != Instance.Status.STOPPED) {
            throw new Refusal(
                    403,
                    "IncorrectInstanceStatus",
                    "The current status of the resource does not support this operation.");
        }
    }

    private static boolean expired(Instance instance) {
        return instance.releasedBy() == ReleasedBy.EXPIRY;
    }
}
