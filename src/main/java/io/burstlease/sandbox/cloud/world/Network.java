package io.burstlease.sandbox.cloud.world;

import java.util.List;
import java.util.Optional;

/** The region, its zones, and the one VPC in it. */
public record Network(
        String regionId, String vpcId, List<String> zones, List<VSwitch> vSwitches, List<String> securityGroups) {

    public Optional<VSwitch> vSwitch(String id) {
        return vSwitches.stream().filter(vSwitch -> vSwitch.id().equals(id)).findFirst();
    }

    public Network withVSwitches(List<VSwitch> changed) {
        return new Network(regionId, vpcId, zones, List.copyOf(changed), securityGroups);
    }
}
