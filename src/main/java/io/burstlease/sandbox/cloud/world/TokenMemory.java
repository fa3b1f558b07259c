package io.burstlease.sandbox.cloud.world;

import java.time.Duration;

/** How long a client token is remembered: a time drawn between the two bounds, and perhaps not beyond a restart. */
public record TokenMemory(Duration shortest, Duration longest, boolean forgottenAtRestart) {}
