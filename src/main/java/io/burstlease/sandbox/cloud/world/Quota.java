package io.burstlease.sandbox.cloud.world;

/** How much the account may hold at once. */
public record Quota(int vcpus, int instances) {}
