package io.burstlease.cloud;

import java.math.BigDecimal;

/**
 * An instance type's facts.
 *
 * @param enis network cards, the primary one included
 * @param addressesPerEni private addresses per card; Terway's pod ceiling is (enis − 1) × this
 */
public record TypeFacts(
        String instanceType,
        int vCpus,
        BigDecimal memoryGib,
        int gpus,
        String gpuModel,
        int enis,
        int addressesPerEni) {}
