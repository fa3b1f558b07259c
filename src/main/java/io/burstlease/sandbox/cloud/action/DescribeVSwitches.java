package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.world.VSwitch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists vSwitches with their free addresses; the VPC API has the action too. */
final class DescribeVSwitches implements Action {

    private static final int LARGEST_PAGE = 50;

    @Override
    public String name() {
        return "DescribeVSwitches";
    }

    @Override
    public Set<String> versions() {
        return Set.of("2014-05-26", "2016-04-28");
    }

    @Override
    public Map<String, Object> perform(Call call) {
        Params params = call.params();
        if (!params.has("VpcId") || params.has("RegionId")) {
            call.requireRegion();
        }
        call.requireRights();
        String vpc = params.get("VpcId", call.world().network().vpcId());
        String id = params.get("VSwitchId");
        String zone = params.get("ZoneId");
        int page = params.integer("PageNumber", 1, 1, Integer.MAX_VALUE);
        int size = params.integer("PageSize", 10, 1, LARGEST_PAGE);
        List<VSwitch> found = call.world().network().vSwitches().stream()
                .filter(vSwitch -> vpc.equals(call.world().network().vpcId()))
                .filter(vSwitch -> id == null || id.equals(vSwitch.id()))
                .filter(vSwitch -> zone == null || zone.equals(vSwitch.zoneId()))
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("TotalCount", found.size());
        body.put("PageNumber", page);
        body.put("PageSize", size);
        body.put(
                "VSwitches",
                Map.of(
                        "VSwitch",
                        found.stream()
                                .skip((page - 1L) * size)
                                .limit(size)
                                .map(vSwitch -> view(call, vSwitch))
                                .toList()));
        return body;
    }

    private static Map<String, Object> view(Call call, VSwitch vSwitch) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("VSwitchId", vSwitch.id());
        view.put("VSwitchName", vSwitch.id());
        view.put("VpcId", call.world().network().vpcId());
        view.put("ZoneId", vSwitch.zoneId());
        view.put("CidrBlock", vSwitch.cidr());
        view.put("Status", "Available");
        view.put("AvailableIpAddressCount", call.state().addresses().free(vSwitch.id()));
        view.put("IsDefault", false);
        view.put("Description", "");
        view.put("Tags", Map.of("Tag", List.of()));
        return view;
    }
}
