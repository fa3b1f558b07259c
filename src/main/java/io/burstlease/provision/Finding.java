package io.burstlease.provision;

import io.burstlease.offer.Offer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an offer is not taken now.
 *
 * @param reason stable code
 * @param until when that may be over, where it is known
 */
record Finding(
        Offer offer, String reason, String detail, @Nullable Instant until) {}
