package io.burstlease.burst;

import java.time.Instant;

/** A platform's request as it came in, and the lease that serves it. */
record Burst(String id, String client, String jobId, String leaseId, int gpus, Instant askedAt, BurstRequest request) {}
