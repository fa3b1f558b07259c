package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists the tags of instances, found by id or by tag, however many match; 50 instances to a page. */
final class ListTagResources implements Action {

    private static final int PAGE = 50;

    @Override
    public String name() {
        return "ListTagResources";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        call.requireRights();
        Params params = call.params();
        TaggedResources.requireType(params);
        Set<String> ids = TaggedResources.ids(params);
        Map<String, String> wanted = TagParams.toFind(params);
        if (ids.isEmpty() && wanted.isEmpty()) {
            throw Refusal.missing("ResourceId.1");
        }
        String token = params.get("NextToken");
        long last = token == null ? Long.MAX_VALUE : Page.position(token);
        List<Instance> found = call.state().living().stream()
                .filter(instance -> instance.number() < last)
                .filter(instance -> ids.isEmpty() || ids.contains(instance.id()))
                .filter(instance -> TagParams.match(instance.tags(), wanted))
                .filter(instance -> !instance.tags().isEmpty())
                .limit(PAGE + 1L)
                .toList();
        List<Instance> shown = found.subList(0, Math.min(PAGE, found.size()));
        List<Map<String, String>> tags = new ArrayList<>();
        shown.forEach(instance -> tags.addAll(tags(instance)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("NextToken", found.size() > PAGE ? Page.token(shown.getLast().number()) : "");
        body.put("TagResources", Map.of("TagResource", tags));
        return body;
    }

    private static List<Map<String, String>> tags(Instance instance) {
        return instance.tags().entrySet().stream()
                .map(tag -> Map.of(
                        "ResourceId", instance.id(),
                        "ResourceType", "instance",
                        "TagKey", tag.getKey(),
                        "TagValue", tag.getValue()))
                .toList();
    }
}
