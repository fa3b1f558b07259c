package io.burstlease.lease;

import java.time.Instant;

/** What happened to a renewal, published in the transaction in which it happened. */
public sealed interface RenewalEvent {

    String renewalId();

    String leaseId();

    /** Asked for. */
    record Requested(String renewalId, String leaseId, Instant decideBy) implements RenewalEvent {}

    /** Granted: the lease's end is moved, the hosts' release times follow. */
    record Approved(String renewalId, String leaseId) implements RenewalEvent {}

    /** Rejected or lapsed. */
    record Dropped(String renewalId, String leaseId, RenewalState state) implements RenewalEvent {}

    /** Every host's release time was seen moved. */
    record InForce(String renewalId, String leaseId) implements RenewalEvent {}
}
