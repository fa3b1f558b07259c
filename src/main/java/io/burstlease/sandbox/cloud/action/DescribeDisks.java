package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.DiskSpec;
import io.burstlease.sandbox.cloud.state.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the disks of instances, by instance only. A user without rights gets an empty list, not an error. */
final class DescribeDisks implements Action {

    private static final int LARGEST_PAGE = 100;

    @Override
    public String name() {
        return "DescribeDisks";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        Params params = call.params();
        String id = params.required("InstanceId");
        int page = params.integer("PageNumber", 1, 1, Integer.MAX_VALUE);
        int size = params.integer("PageSize", 10, 1, LARGEST_PAGE);
        List<Map<String, Object>> found = call.allowed()
                ? call.state().living(id).map(instance -> disks(call, instance)).orElse(List.of())
                : List.of();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("TotalCount", found.size());
        body.put("PageNumber", page);
        body.put("PageSize", size);
        body.put("NextToken", "");
        body.put(
                "Disks",
                Map.of(
                        "Disk",
                        found.stream().skip((page - 1L) * size).limit(size).toList()));
        return body;
    }

    private static List<Map<String, Object>> disks(Call call, Instance instance) {
        List<Map<String, Object>> disks = new ArrayList<>();
        List<DiskSpec> specs = instance.spec().disks();
        for (int i = 0; i < specs.size(); i++) {
            disks.add(view(call, instance, specs.get(i), i));
        }
        return disks;
    }

    private static Map<String, Object> view(Call call, Instance instance, DiskSpec disk, int number) {
        String id = instance.born().diskIds().get(number);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("DiskId", id);
        view.put("SerialNumber", id.substring("d-".length()));
        view.put("InstanceId", instance.id());
        view.put("Type", number == 0 ? "system" : "data");
        view.put("Category", disk.category());
        view.put("PerformanceLevel", disk.performanceLevel());
        view.put("Size", disk.sizeGib());
        view.put("Status", "In_use");
        view.put("Device", "/dev/xvd" + (char) ('a' + number));
        view.put("DeleteWithInstance", disk.deleteWithInstance());
        view.put("DiskChargeType", instance.spec().chargeType().apiName());
        view.put("DiskName", disk.name() == null ? "" : disk.name());
        view.put("RegionId", call.world().network().regionId());
        view.put("ZoneId", instance.spec().zoneId());
        view.put("CreationTime", Times.minutes(instance.createdAt()));
        return view;
    }
}
