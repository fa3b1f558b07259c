package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists instances. A user without rights gets an empty list, not an error. A tag filter that more than 1,000 instances
 * match is refused; the documentation only says that its result is not reliable, so the code is ours.
 */
final class DescribeInstances implements Action {

    static final int MOST_TAGGED = 1000;

    @Override
    public String name() {
        return "DescribeInstances";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        InstanceFilter filter = new InstanceFilter(call);
        Map<String, String> tags = TagParams.toFind(call.params());
        if (call.params().flag("DryRun", false)) {
            call.requireRights();
            call.endDryRun();
        }
        Page<Instance> page = Page.of(found(call, filter, tags), call.params(), Instance::number);
        InstanceView view = new InstanceView(call.world(), call.now());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("TotalCount", page.total());
        body.put("PageNumber", page.pageNumber());
        body.put("PageSize", page.pageSize());
        body.put("NextToken", page.nextToken());
        body.put(
                "Instances",
                Map.of("Instance", page.items().stream().map(view::of).toList()));
        return body;
    }

    private static List<Instance> found(Call call, InstanceFilter filter, Map<String, String> tags) {
        boolean blind = !call.allowed()
                || call.faults()
                        .strike(Faults.Kind.EMPTY_LIST, "DescribeInstances")
                        .isPresent();
        if (blind) {
            return List.of();
        }
        checkTagged(call, tags);
        return call.state().living().stream()
                .filter(instance -> !instance.born().shownAt().isAfter(call.now()))
                .filter(instance -> TagParams.match(instance.tags(), tags))
                .filter(filter::matches)
                .toList();
    }

    private static void checkTagged(Call call, Map<String, String> tags) {
        long tagged = tags.isEmpty()
                ? 0
                : call.state().living().stream()
                        .filter(instance -> TagParams.match(instance.tags(), tags))
                        .count();
        if (tagged > MOST_TAGGED) {
            throw new Refusal(
                    400,
                    "InvalidParameter.TagFilterExceeded",
                    "The tag filter matches more than " + MOST_TAGGED + " resources; use ListTagResources.");
        }
    }
}
