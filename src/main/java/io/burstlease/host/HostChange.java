package io.burstlease.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One change of a host, on its way to the timeline and the listeners. */
record HostChange(
        String name,
        @Nullable HostState from,
        HostState to,
        Instant at,
        @Nullable String reason,
        @Nullable HostEvent event) {}
