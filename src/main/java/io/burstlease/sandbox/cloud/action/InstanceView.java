package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.state.LaunchSpec;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An instance as the API shows it: times to the minute, and nothing of its end. */
final class InstanceView {

    private static final String NEVER = "2099-12-31T15:59Z";

    private final CloudWorld world;
    private final Instant now;

    InstanceView(CloudWorld world, Instant now) {
        this.world = world;
        this.now = now;
    }

    Map<String, Object> of(Instance instance) {
        LaunchSpec spec = instance.spec();
        Map<String, Object> view = new LinkedHashMap<>();
        identity(view, instance);
        kind(view, spec);
        charge(view, instance);
        network(view, instance);
        view.put("ImageId", spec.imageId());
        view.put("OSType", "linux");
        view.put("OSName", "Ubuntu 22.04 64-bit");
        view.put("DeletionProtection", spec.deletionProtection());
        view.put("Recyclable", false);
        view.put("DeviceAvailable", true);
        for (String name :
                List.of("KeyPairName", "DeploymentSetId", "HpcClusterId", "ResourceGroupId", "Description")) {
            view.put(name, spec.options().getOrDefault(name, ""));
        }
        view.put(
                "MetadataOptions",
                Map.of(
                        "HttpEndpoint", spec.options().getOrDefault("HttpEndpoint", "enabled"),
                        "HttpTokens", spec.options().getOrDefault("HttpTokens", "optional")));
        view.put("OperationLocks", Map.of("LockReason", locks(instance)));
        view.put("Tags", Map.of("Tag", tags(instance)));
        return view;
    }

    private void identity(Map<String, Object> view, Instance instance) {
        view.put("InstanceId", instance.id());
        view.put("InstanceName", instance.born().instanceName());
        view.put("HostName", instance.born().hostName());
        view.put("SerialNumber", "serial-" + instance.id().substring("i-".length()));
        view.put("Status", instance.status(now).apiName());
        view.put("RegionId", world.network().regionId());
        view.put("ZoneId", instance.spec().zoneId());
    }

    private void kind(Map<String, Object> view, LaunchSpec spec) {
        view.put("InstanceType", spec.instanceType());
        view.put("Cpu", spec.vcpus());
        world.catalogue().kind(spec.instanceType()).ifPresent(kind -> hardware(view, kind));
        view.put("IoOptimized", true);
    }

    private static void hardware(Map<String, Object> view, InstanceKind kind) {
        view.put("InstanceTypeFamily", kind.family());
        view.put("Memory", kind.memoryGib() * 1024);
        view.put("GPUAmount", kind.gpus());
        view.put("GPUSpec", kind.gpuSpec());
    }

    private void charge(Map<String, Object> view, Instance instance) {
        LaunchSpec spec = instance.spec();
        view.put("InstanceChargeType", spec.chargeType().apiName());
        view.put("SpotStrategy", spec.spot().strategy());
        view.put(
                "SpotPriceLimit",
                spec.spot().priceLimit() == null ? 0.0 : spec.spot().priceLimit());
        view.put("SpotInterruptionBehavior", spec.spot().onInterruption());
        if (spec.chargeType() == ChargeType.SPOT) {
            view.put("SpotDuration", spec.spot().protectedHours());
        }
        view.put("CreationTime", Times.minutes(instance.createdAt()));
        view.put(
                "StartTime",
                instance.initializing(now) ? "" : Times.minutes(instance.born().runningAt()));
        view.put("ExpiredTime", instance.expiresAt() == null ? NEVER : Times.minutes(instance.expiresAt()));
        view.put("AutoReleaseTime", Times.minutes(instance.autoReleaseAt()));
        view.put("StoppedMode", stoppedMode(instance));
    }

    private String stoppedMode(Instance instance) {
        if (instance.status(now) != Instance.Status.STOPPED) {
            return "Not-applicable";
        }
        return instance.chargingStopped() ? "StopCharging" : "KeepCharging";
    }

    private void network(Map<String, Object> view, Instance instance) {
        String address = instance.born().privateIp();
        view.put("InstanceNetworkType", "vpc");
        view.put("SecurityGroupIds", Map.of("SecurityGroupId", instance.spec().securityGroupIds()));
        Map<String, Object> vpc = new LinkedHashMap<>();
        vpc.put("VpcId", world.network().vpcId());
        vpc.put("VSwitchId", instance.spec().vSwitchId());
        vpc.put("NatIpAddress", "");
        vpc.put("PrivateIpAddress", Map.of("IpAddress", List.of(address)));
        view.put("VpcAttributes", vpc);
        for (String none : List.of("PublicIpAddress", "InnerIpAddress", "RdmaIpAddress")) {
            view.put(none, Map.of("IpAddress", List.of()));
        }
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("Type", "Primary");
        card.put("NetworkInterfaceId", "eni-" + instance.id().substring("i-".length()));
        card.put("MacAddress", mac(address));
        card.put("PrimaryIpAddress", address);
        card.put(
                "PrivateIpSets", Map.of("PrivateIpSet", List.of(Map.of("PrivateIpAddress", address, "Primary", true))));
        view.put("NetworkInterfaces", Map.of("NetworkInterface", List.of(card)));
        view.put("InternetMaxBandwidthIn", 0);
        view.put("InternetMaxBandwidthOut", 0);
    }

    private static String mac(String address) {
        String[] part = address.split("\\.", -1);
        return "00:16:%02x:%02x:%02x:%02x"
                .formatted(
                        Integer.parseInt(part[0]),
                        Integer.parseInt(part[1]),
                        Integer.parseInt(part[2]),
                        Integer.parseInt(part[3]));
    }

    private static List<Map<String, Object>> locks(Instance instance) {
        return instance.lockReason() == null
                ? List.of()
                : List.of(Map.of("LockReason", instance.lockReason(), "LockMsg", ""));
    }

    private static List<Map<String, String>> tags(Instance instance) {
        return instance.tags().entrySet().stream()
                .map(tag -> Map.of("TagKey", tag.getKey(), "TagValue", tag.getValue()))
                .toList();
    }
}
