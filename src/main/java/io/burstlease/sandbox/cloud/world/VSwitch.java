package io.burstlease.sandbox.cloud.world;

/**
 * A subnet of one zone, for hosts or for Pods.
 *
 * @param addressesInUse addresses taken by others than our instances
 */
public record VSwitch(String id, String zoneId, String cidr, int addressesInUse) {

    public VSwitch(String id, String zoneId, String cidr) {
        this(id, zoneId, cidr, 0);
    }

    /** All addresses but the first and the last three, which the cloud keeps. */
    public int capacity() {
        return (1 << (32 - maskBits())) - 4;
    }

    /**
     * The address at a position in the range.
     *
     * @param position from 1 (the first that may be handed out) to {@link #capacity()}
     */
    public String address(int position) {
        String[] parts = cidr.substring(0, cidr.indexOf('/')).split("\\.", -1);
        long base = 0;
        for (String part : parts) {
            base = base * 256 + Integer.parseInt(part);
        }
        long address = base + position;
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    private int maskBits() {
        return Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
    }
}
