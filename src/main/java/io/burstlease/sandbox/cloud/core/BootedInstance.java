package io.burstlease.sandbox.cloud.core;

import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host can learn of itself from the metadata service once it is up.
 *
 * @param userData decoded; empty if there is none
 * @param podCeiling Pods that Terway can give an address
 */
public record BootedInstance(
        String instanceId,
        String hostName,
        String region,
        String zone,
        String vpcId,
        String vSwitchId,
        String privateIp,
        String instanceType,
        int cpus,
        int memoryGib,
        int gpuAmount,
        String gpuSpec,
        int gpuMemoryMib,
        int podCeiling,
        String imageId,
        String userData,
        Map<String, String> tags,
        @Nullable Instant bootedAt) {

    public static BootedInstance of(Instance instance, CloudWorld world) {
        Optional<InstanceKind> kind = world.catalogue().kind(instance.spec().instanceType());
        String userData = instance.spec().userData();
        return new BootedInstance(
                instance.id(),
                instance.born().hostName(),
                world.network().regionId(),
                instance.spec().zoneId(),
                world.network().vpcId(),
                instance.spec().vSwitchId(),
                instance.born().privateIp(),
                instance.spec().instanceType(),
                instance.spec().vcpus(),
                kind.map(InstanceKind::memoryGib).orElse(0),
                kind.map(InstanceKind::gpus).orElse(0),
                kind.map(InstanceKind::gpuSpec).orElse(""),
                kind.map(InstanceKind::gpuMemoryMib).orElse(0),
                kind.map(InstanceKind::podCeiling).orElse(0),
                instance.spec().imageId(),
                userData == null ? "" : new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8),
                Map.copyOf(instance.tags()),
                instance.bootsAt());
    }
}
