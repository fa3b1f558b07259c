package io.burstlease.sandbox.cloud.world;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An instance type as it is sold.
 *
 * @param gpuMemoryMib memory of one GPU as the driver sees it
 * @param networkCards elastic network interfaces it takes, the primary one included
 * @param cardAddresses private addresses of each network interface
 * @param bandwidthGbit baseline bandwidth
 * @param pricePerHour list price; null means that no price is known and that it cannot be bought
 */
public record InstanceKind(
        String id,
        int vcpus,
        int memoryGib,
        int gpus,
        String gpuSpec,
        int gpuMemoryMib,
        int networkCards,
        int cardAddresses,
        int bandwidthGbit,
        @Nullable BigDecimal pricePerHour,
        @Nullable BigDecimal pricePerMonth) {

    public String family() {
        return id.substring(0, id.indexOf('.', "ecs.".length()));
    }

    /** Pods that Terway can give an address of their own: the secondary interfaces carry them. */
    public int podCeiling() {
        return (networkCards - 1) * cardAddresses;
    }
}
