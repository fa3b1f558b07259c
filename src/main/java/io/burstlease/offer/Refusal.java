package io.burstlease.offer;

import java.time.Instant;

/**
 * What is remembered of an offer the cloud had none of.
 *
 * @param refusals in a row
 */
record Refusal(String instanceType, String zone, String code, int refusals, Instant refusedAt, Instant tryAgainAt) {}
