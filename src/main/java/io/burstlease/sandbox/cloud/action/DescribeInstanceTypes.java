package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists instance types, at most 100 to a page. */
final class DescribeInstanceTypes implements Action {

    private static final int LARGEST_PAGE = 100;
    private static final int KBIT_OF_A_GBIT = 1024 * 1024;

    @Override
    public String name() {
        return "DescribeInstanceTypes";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRights();
        Params params = call.params();
        List<String> wanted = params.list("InstanceTypes", LARGEST_PAGE);
        String family = params.get("InstanceTypeFamily");
        int size = params.integer("MaxResults", LARGEST_PAGE, 1, LARGEST_PAGE);
        String token = params.get("NextToken");
        int from = token == null ? 0 : (int) Page.position(token);
        List<InstanceKind> found = call.world().catalogue().instanceKinds().stream()
                .filter(kind -> wanted.isEmpty() || wanted.contains(kind.id()))
                .filter(kind -> family == null || family.equals(kind.family()))
                .toList();
        int begin = Math.clamp(from, 0, found.size());
        int end = Math.min(begin + size, found.size());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("NextToken", end < found.size() ? Page.token(end) : "");
        body.put(
                "InstanceTypes",
                Map.of(
                        "InstanceType",
                        found.subList(begin, end).stream()
                                .map(DescribeInstanceTypes::view)
                                .toList()));
        return body;
    }

    private static Map<String, Object> view(InstanceKind kind) {
        boolean metal = kind.family().startsWith("ecs.ebm");
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("InstanceTypeId", kind.id());
        view.put("InstanceTypeFamily", kind.family());
        view.put("InstanceCategory", metal ? "ECS Bare Metal" : "Computing with GPU");
        view.put("CpuCoreCount", kind.vcpus());
        view.put("CpuArchitecture", "X86");
        view.put("MemorySize", (double) kind.memoryGib());
        view.put("GPUAmount", kind.gpus());
        view.put("GPUSpec", kind.gpuSpec());
        view.put("GPUMemorySize", Math.round(kind.gpuMemoryMib() / 102.4) / 10.0);
        view.put("EniQuantity", kind.networkCards());
        view.put("EniPrivateIpAddressQuantity", kind.cardAddresses());
        view.put("EniTrunkSupported", false);
        view.put("EriQuantity", kind.family().startsWith("ecs.gn8") ? 1 : 0);
        view.put("InstanceBandwidthRx", kind.bandwidthGbit() * KBIT_OF_A_GBIT);
        view.put("InstanceBandwidthTx", kind.bandwidthGbit() * KBIT_OF_A_GBIT);
        view.put("LocalStorageAmount", 0);
        view.put("LocalStorageCapacity", 0);
        view.put("LocalStorageCategory", "");
        view.put("NvmeSupport", kind.family().startsWith("ecs.gn8") ? "required" : "unsupported");
        return view;
    }
}
