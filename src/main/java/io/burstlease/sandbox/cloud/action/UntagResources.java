package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Takes tags from up to 50 instances: those named, or all. */
final class UntagResources implements Action {

    @Override
    public String name() {
        return "UntagResources";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        call.requireRights();
        List<String> ids = TaggedResources.existing(call);
        List<String> keys = call.params().list("TagKey", TagParams.MOST);
        boolean all = call.params().flag("All", false);
        if (keys.isEmpty() && !all) {
            throw Refusal.missing("TagKey.1");
        }
        if (keys.isEmpty()) {
            TreeSet<String> found = new TreeSet<>();
            ids.forEach(id -> call.state()
                    .living(id)
                    .ifPresent(instance -> found.addAll(instance.tags().keySet())));
            keys = List.copyOf(found);
        }
        call.commit().accept(new CloudEvent.Untagged(call.now(), ids, keys));
        return Map.of();
    }
}
