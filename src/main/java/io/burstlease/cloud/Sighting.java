package io.burstlease.cloud;

import java.time.Instant;
import java.util.List;

/**
 * A complete, error-free reading of instances.
 *
 * @param sentAt our clock when the first page was asked for: the reading says nothing about anything written later
 * @param cloudDate the cloud's own clock as of the last page's Date header
 */
public record Sighting(Instant sentAt, Instant cloudDate, List<InstanceSeen> instances) {
    public Sighting {
        instances = List.copyOf(instances);
    }
}
