package io.burstlease.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the API server of the cluster answered: the only time that a deadline of a node may count. */
public interface ClusterAnswers {

    /** It answered what was asked at this instant. */
    void answered(Instant askedAt);

    /** How much of the time since the instant it was seen to answer, up to the last answer. */
    Duration since(Instant at);

    /** When what it answered last was asked; empty when it never answered. */
    Optional<Instant> last();
}
