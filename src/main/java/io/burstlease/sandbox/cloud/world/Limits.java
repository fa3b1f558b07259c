package io.burstlease.sandbox.cloud.world;

import java.util.Map;

/** Calls an account may make to an action within one minute of the clock. */
public record Limits(int callsPerMinute, Map<String, Integer> callsPerMinuteOf) {

    public int of(String action) {
        return callsPerMinuteOf.getOrDefault(action, callsPerMinute);
    }
}
