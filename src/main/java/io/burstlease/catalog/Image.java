package io.burstlease.catalog;

/**
 * An image hosts boot from.
 *
 * @param id ours
 * @param cloudImageId the cloud's
 * @param gpuDriver version of the NVIDIA driver in it
 * @param cuda highest CUDA version that driver serves
 * @param kubelet version of the kubelet in it
 */
public record Image(String id, String cloudImageId, String gpuDriver, String cuda, String kubelet) {}
