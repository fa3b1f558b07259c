package io.burstlease.catalog;

import java.math.BigDecimal;

/**
 * The facts of an ECS instance type.
 *
 * @param gpuMemoryGib of one GPU
 * @param maxPods Terway's ceiling: (network cards − 1) × addresses per card
 */
public record InstanceType(
        String id, int vcpus, BigDecimal memoryGib, int gpus, String gpuModel, int gpuMemoryGib, int maxPods) {}
