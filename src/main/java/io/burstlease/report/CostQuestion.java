package io.burstlease.report;

import io.burstlease.team.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which costs, and how told apart.
 *
 * @param from first hour, inclusive
 * @param to last hour, exclusive
 */
record CostQuestion(
        List<CostGroup> groups,
        Instant from,
        Instant to,
        Visibility visible,
        @Nullable String lease,
        @Nullable String project) {}
