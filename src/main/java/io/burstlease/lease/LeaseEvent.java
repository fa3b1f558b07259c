package io.burstlease.lease;

import java.time.Duration;
import java.time.Instant;

/** What happened to a lease, published in the transaction in which it happened. */
public sealed interface LeaseEvent {

    String leaseId();

    /** Applied for. */
    record Requested(String leaseId, Instant decideBy) implements LeaseEvent {}

    /** Granted; provisioning begins at its start. */
    record Approved(String leaseId, Instant startsAt) implements LeaseEvent {}

    /** It will never have hosts: rejected, cancelled or lapsed. */
    record Dropped(String leaseId, LeaseState state) implements LeaseEvent {}

    /** Its hosts are to be bought from now on. */
    record ProvisioningBegan(String leaseId) implements LeaseEvent {}

    /** Its hosts are the team's; the term runs. */
    record Activated(String leaseId, Instant endAt) implements LeaseEvent {}

    /** The end is another one: renewed, or pulled in when the lease became ACTIVE. */
    record EndMoved(String leaseId, Instant oldEndAt, Instant newEndAt) implements LeaseEvent {}

    /** It keeps fewer hosts from now on. */
    record Shrunk(String leaseId, int hosts) implements LeaseEvent {}

    /** Its end is that near, and whoever holds it is to hear of it. */
    record EndNears(String leaseId, Instant endAt, Duration before) implements LeaseEvent {}

    /** Its hosts are to be drained and deleted; told again, as FORCED, when no drain is to be waited for any more. */
    record ReleaseBegan(String leaseId, Ending ending) implements LeaseEvent {}

    /** Released or failed: every host was seen gone. */
    record Ended(String leaseId, LeaseState state) implements LeaseEvent {}
}
