package io.burstlease.catalog;

import io.burstlease.cloud.LaunchRequest.Disk;
import java.util.List;
import java.util.Optional;

/**
 * What can be leased: hosts that are alike for the jobs on them, whichever instance type serves.
 *
 * @param gpus of one host
 * @param instanceTypes that serve it
 * @param systemDisk created and deleted with the host
 * @param dataDisks likewise; may be empty
 * @param enabled whether it can be asked for; leases that have it go on
 */
public record HostClass(
        String id,
        String name,
        int gpus,
        String gpuModel,
        int gpuMemoryGib,
        Image image,
        List<InstanceType> instanceTypes,
        Disk systemDisk,
        List<Disk> dataDisks,
        boolean enabled) {

    public HostClass {
        instanceTypes = List.copyOf(instanceTypes);
        dataDisks = List.copyOf(dataDisks);
    }

    public Optional<InstanceType> type(String instanceType) {
        return instanceTypes.stream()
                .filter(type -> type.id().equals(instanceType))
                .findFirst();
    }
}
