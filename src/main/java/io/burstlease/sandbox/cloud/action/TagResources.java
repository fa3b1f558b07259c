package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets tags on up to 50 instances; an instance bears at most 20. */
final class TagResources implements Action {

    @Override
    public String name() {
        return "TagResources";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        call.requireRights();
        List<String> ids = TaggedResources.existing(call);
        Map<String, String> tags = TagParams.toSet(call.params());
        if (tags.isEmpty()) {
            throw Refusal.missing("Tag.1.Key");
        }
        for (String id : ids) {
            Set<String> keys = new HashSet<>(tags.keySet());
            call.state()
                    .living(id)
                    .ifPresent(instance -> keys.addAll(instance.tags().keySet()));
            if (keys.size() > TagParams.MOST) {
                throw new Refusal(403, "QuotaExceed.Tags", "The number of tags of the resource exceeds the limit.");
            }
        }
        call.commit().accept(new CloudEvent.Tagged(call.now(), ids, tags));
        return Map.of();
    }
}
