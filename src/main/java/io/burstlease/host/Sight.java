package io.burstlease.host;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the bulk readings of the cloud showed of a host. Written set by set in SQL by each reading, and only read here.
 *
 * @param goneAfter the last sight before it was missed
 * @param goneBefore the first reading that missed it
 * @param seenReleaseAt the release time seen in the cloud
 * @param seenStatus the ECS status
 * @param seenPass number of the last reading that showed it
 * @param firstMissedAt when the first of the readings that missed it in a row was asked for
 */
@Embeddable
public record Sight(
        @Nullable String privateIp,
        @Nullable Instant goneAfter,
        @Nullable Instant goneBefore,
        @Nullable Instant seenReleaseAt,
        @Nullable String seenStatus,
        @Nullable String seenLock,
        @Nullable Instant seenAt,
        @Nullable Long seenPass,
        @Nullable Instant firstMissedAt,
        int missedPasses) {

    static final Sight NONE = new Sight(null, null, null, null, null, null, null, null, null, 0);

    static Sight of(@Nullable Sight sight) {
        return sight == null ? NONE : sight;
    }

    /** True once the cloud has announced that it takes the instance back, as it does with spot. */
    public boolean isToBeTaken() {
        return "Recycling".equals(seenLock);
    }

    Sight gone(Instant after, Instant before) {
        return new Sight(
                privateIp,
                after,
                before,
                seenReleaseAt,
                seenStatus,
                seenLock,
                seenAt,
                seenPass,
                firstMissedAt,
                missedPasses);
    }
}
