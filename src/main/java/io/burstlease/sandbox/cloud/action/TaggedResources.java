package io.burstlease.sandbox.cloud.action;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code ResourceType} and {@code ResourceId.N}; only instances bear tags here. */
final class TaggedResources {

    private static final int MOST = 50;

    private TaggedResources() {}

    static void requireType(Params params) {
        String type = params.required("ResourceType");
        if (!type.equals("instance")) {
            throw new Refusal(404, "InvalidResourceType.NotFound", "The ResourceType provided does not exist.");
        }
    }

    static Set<String> ids(Params params) {
        return new LinkedHashSet<>(params.list("ResourceId", MOST));
    }

    static List<String> existing(Call call) {
        requireType(call.params());
        Set<String> ids = ids(call.params());
        if (ids.isEmpty()) {
            throw Refusal.missing("ResourceId.1");
        }
        for (String id : ids) {
            if (call.state().living(id).isEmpty()) {
                throw new Refusal(404, "InvalidResourceId.NotFound", "The specified ResourceId is not found.");
            }
        }
        return List.copyOf(ids);
    }
}
