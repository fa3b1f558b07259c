package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.DiskPrice;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Says which zones sell what now. It is a hint: a launch may find that the stock is gone. */
final class DescribeAvailableResource implements Action {

    private static final Set<String> DESTINATIONS =
            Set.of("Zone", "IoOptimized", "InstanceType", "Network", "ddh", "SystemDisk", "DataDisk");

    @Override
    public String name() {
        return "DescribeAvailableResource";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        call.requireRights();
        Params params = call.params();
        params.required("DestinationResource");
        String destination = params.oneOf("DestinationResource", "", DESTINATIONS);
        ChargeType charge = ChargeParams.chargeType(params);
        String zone = params.get("ZoneId");
        if (zone != null && !call.world().network().zones().contains(zone)) {
            throw new Refusal(404, "InvalidZoneId.NotFound", "The specified zone does not exist.");
        }
        List<Map<String, Object>> zones = new ArrayList<>();
        for (String one : call.world().network().zones()) {
            if (zone == null || zone.equals(one)) {
                List<Map<String, Object>> resources = resources(call, destination, one, charge);
                if (!resources.isEmpty()) {
                    zones.add(zone(call, destination, one, resources));
                }
            }
        }
        return Map.of("AvailableZones", Map.of("AvailableZone", zones));
    }

    private static Map<String, Object> zone(
            Call call, String destination, String zone, List<Map<String, Object>> resources) {
        boolean any = resources.stream().anyMatch(resource -> "Available".equals(resource.get("Status")));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("RegionId", call.world().network().regionId());
        view.put("ZoneId", zone);
        status(view, any);
        Map<String, Object> available = new LinkedHashMap<>();
        available.put("Type", destination);
        available.put("SupportedResources", Map.of("SupportedResource", resources));
        view.put("AvailableResources", Map.of("AvailableResource", List.of(available)));
        return view;
    }

    private static List<Map<String, Object>> resources(Call call, String destination, String zone, ChargeType charge) {
        return switch (destination) {
            case "InstanceType" -> instanceTypes(call, zone, charge);
            case "SystemDisk", "DataDisk" -> disks(call);
            case "Zone" -> List.of(resource(zone, true));
            case "IoOptimized" -> List.of(resource("optimized", true));
            case "Network" -> List.of(resource("vpc", true));
            default -> List.of();
        };
    }

    private static List<Map<String, Object>> instanceTypes(Call call, String zone, ChargeType charge) {
        Params params = call.params();
        String wanted = params.get("InstanceType");
        int cores = params.integer("Cores", 0, 1, Integer.MAX_VALUE);
        var memory = params.decimal("Memory");
        List<Map<String, Object>> found = new ArrayList<>();
        for (InstanceKind kind : call.world().catalogue().instanceKinds()) {
            int left = call.state().stock().left(kind.id(), zone, charge);
            boolean fits = (wanted == null || wanted.equals(kind.id()))
                    && (cores == 0 || cores == kind.vcpus())
                    && (memory == null || memory.intValue() == kind.memoryGib());
            if (fits && left >= 0 && kind.pricePerHour() != null) {
                found.add(resource(kind.id(), left > 0));
            }
        }
        return found;
    }

    private static List<Map<String, Object>> disks(Call call) {
        Map<String, Map<String, Object>> byCategory = new LinkedHashMap<>();
        for (DiskPrice disk : call.world().catalogue().disks()) {
            Map<String, Object> view = byCategory.computeIfAbsent(disk.category(), name -> resource(name, true));
            int least = (int) Objects.requireNonNullElse(view.get("Min"), disk.minimumGib());
            view.put("Min", Math.min(least, disk.minimumGib()));
            view.put("Max", disk.maximumGib());
            view.put("Unit", "GiB");
        }
        return List.copyOf(byCategory.values());
    }

    private static Map<String, Object> resource(String value, boolean available) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("Value", value);
        status(view, available);
        return view;
    }

    private static void status(Map<String, Object> view, boolean available) {
        view.put("Status", available ? "Available" : "SoldOut");
        view.put("StatusCategory", available ? "WithStock" : "WithoutStock");
    }
}
