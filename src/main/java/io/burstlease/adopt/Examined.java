package io.burstlease.adopt;

import io.burstlease.host.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the cloud and the cluster say of one host.
 *
 * @param standing null where something stands against it
 */
record Examined(
        Adoption.Row row, List<Finding> findings, @Nullable Standing standing) {
    Examined {
        findings = List.copyOf(findings);
    }
}
