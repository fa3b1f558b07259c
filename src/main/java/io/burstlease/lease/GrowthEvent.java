package io.burstlease.lease;

import java.time.Instant;

/** What happened to a growth, published in the transaction in which it happened. */
public sealed interface GrowthEvent {

    String growthId();

    String leaseId();

    /** Asked for. */
    record Requested(String growthId, String leaseId, Instant decideBy) implements GrowthEvent {}

    /** Granted: the lease wants so many hosts more, which are to be planned. */
    record Approved(String growthId, String leaseId, int hosts) implements GrowthEvent {}

    /** Rejected or lapsed. */
    record Dropped(String growthId, String leaseId, GrowthState state) implements GrowthEvent {}

    /** None of its hosts is still to come. */
    record Ended(String growthId, String leaseId, GrowthState state) implements GrowthEvent {}
}
