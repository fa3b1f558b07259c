package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What starting and stopping several instances have in common: all together, or those that can. */
final class BatchPower {

    private static final int MOST = 100;

    /** Refuses an instance that cannot be started or stopped. */
    interface Check {
        void on(Instance instance);
    }

    /** Starts or stops the instances that can be. */
    interface Effect {
        void on(List<String> instanceIds);
    }

    private final Call call;
    private final List<Map<String, Object>> responses = new ArrayList<>();

    BatchPower(Call call) {
        this.call = call;
    }

    Map<String, Object> perform(Check check, Effect effect, Instance.Status becomes) {
        call.requireRegion();
        call.requireRights();
        boolean together = call.params()
                .oneOf("BatchOptimization", "AllTogether", Set.of("AllTogether", "SuccessFirst"))
                .equals("AllTogether");
        List<String> ids = call.params().list("InstanceId", MOST);
        if (ids.isEmpty()) {
            throw Refusal.missing("InstanceId.1");
        }
        List<String> able = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            if (able(id, check, together, becomes)) {
                able.add(id);
            }
        }
        if (call.params().flag("DryRun", false)) {
            throw new Refusal(400, "DRYRUN.SUCCESS", "All the specified instances pass the dry run.");
        }
        if (!able.isEmpty()) {
            effect.on(able);
        }
        return Map.of("InstanceResponses", Map.of("InstanceResponse", responses));
    }

    private boolean able(String id, Check check, boolean together, Instance.Status becomes) {
        try {
            Instance instance = call.state().living(id).orElseThrow(Refusal::noInstance);
            if (instance.releasedAt() != null) {
                throw wrongStatus();
            }
            check.on(instance);
            respond(id, instance.status(call.now()).apiName(), becomes.apiName(), "200", "success");
            return true;
        } catch (Refusal refusal) {
            if (together) {
                throw refusal;
            }
            String status = call.state()
                    .living(id)
                    .map(instance -> instance.status(call.now()).apiName())
                    .orElse("");
            respond(id, status, status, refusal.code(), refusal.message());
            return false;
        }
    }

    static Refusal wrongStatus() {
        return new Refusal(
                403, "IncorrectInstanceStatus", "The current status of the resource does not support this operation.");
    }

    private void respond(String id, String previous, String current, String code, String message) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("InstanceId", id);
        response.put("PreviousStatus", previous);
        response.put("CurrentStatus", current);
        response.put("Code", code);
        response.put("Message", message);
        responses.add(response);
    }
}
