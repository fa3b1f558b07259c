package io.burstlease.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One change of a launch, on its way to the timeline and the listeners. */
record LaunchChange(
        String name,
        @Nullable LaunchState from,
        LaunchState to,
        Instant at,
        @Nullable String reason,
        @Nullable LaunchEvent event) {}
