package io.burstlease.host;

import java.time.Instant;

/** The bulk readings of the cloud, as far as others may build on them. */
public interface Passes {

    /** True when a reading that was begun after the instant is complete. */
    boolean completeSince(Instant at);
}
