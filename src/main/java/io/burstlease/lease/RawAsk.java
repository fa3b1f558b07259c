package io.burstlease.lease;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for, as it came in: nothing is checked or filled in. Two of them are equal when the same was
 * asked. {@link AskCheck} makes a {@link SoundAsk} of it.
 *
 * @param chargeType name of a {@link io.burstlease.cloud.ChargeType}; {@link ChargeWish#AUTO} where the choice is the
 *     service's, and null for POSTPAID
 * @param interruptible whether the hosts may be taken back at short notice, where the choice is the service's; null for
 *     no
 * @param startsAt RFC 3339; null for now
 * @param term as {@link Term} writes it; either this or {@code endsAt}
 * @param longestWait ISO 8601 duration; null for {@link SoundAsk#DEFAULT_WAIT}
 * @param grace ISO 8601 duration; null for {@link SoundAsk#DEFAULT_GRACE}
 * @param protectedWindows times in which a serving lease is never drained; null for none
 * @param workload name of a {@link Workload}; null for TRAINING
 */
public record RawAsk(
        @Nullable String team,
        @Nullable String project,
        @Nullable String hostClass,
        @Nullable Integer hosts,
        @Nullable Integer minHosts,
        @Nullable String zone,
        @Nullable String chargeType,
        @Nullable Boolean interruptible,
        @Nullable String startsAt,
        @Nullable String term,
        @Nullable String endsAt,
        @Nullable String longestWait,
        @Nullable String grace,
        @Nullable String workload,
        @Nullable List<WeeklyWindow> protectedWindows) {}
