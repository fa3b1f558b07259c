package io.burstlease.lease;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The times of an ask.
 *
 * @param lastsUntil the end if the hosts are there at the start
 * @param latestEnd the end if they come as late as is acceptable
 */
record AskTimes(
        Instant startsAt,
        @Nullable Term term,
        @Nullable Instant endsAt,
        Duration longestWait,
        Duration grace,
        Instant lastsUntil,
        Instant latestEnd) {}
