package io.burstlease.cluster;

/** A node taint; effect is {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}. */
public record Taint(String key, String value, String effect) {}
