package io.burstlease.sandbox.cloud.action;

import java.util.List;
import java.util.Map;

/** Deletes one instance. */
final class DeleteInstance implements Action {

    @Override
    public String name() {
        return "DeleteInstance";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRights();
        DeleteInstances.delete(call, List.of(call.params().required("InstanceId")));
        return Map.of();
    }
}
