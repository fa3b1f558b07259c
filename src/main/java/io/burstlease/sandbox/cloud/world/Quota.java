package io.burstlease.sandbox.cloud.world;

/**
 * How much the account may hold at once.
 *
 * @param vcpus in each zone
 * @param instances in all of them
 */
public record Quota(int vcpus, int instances) {}
