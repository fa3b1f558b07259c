package io.burstlease.cloud;

/** A vSwitch as the cloud shows it. */
public record VSwitchFacts(String vSwitchId, String vpcId, String zone, String cidr, long freeAddresses) {}
