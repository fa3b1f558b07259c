package io.burstlease.lease;

/** What runs on the hosts. */
public enum Workload {
    TRAINING,
    SERVING
}
