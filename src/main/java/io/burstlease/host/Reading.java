package io.burstlease.host;

import java.time.Instant;
import java.util.Set;

/** A complete reading by an attempt's tag. */
public record Reading(Instant begunAt, Set<String> instanceIds) {
    public Reading {
        instanceIds = Set.copyOf(instanceIds);
    }
}
