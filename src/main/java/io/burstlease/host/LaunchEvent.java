package io.burstlease.host;

/** What happened to a launch, published in the transaction in which it happened. */
public sealed interface LaunchEvent {

    String launchId();

    String leaseId();

    /** Recorded; to be sent. */
    record Intended(String launchId, String leaseId) implements LaunchEvent {}

    /** It is known what was bought, which may be nothing. */
    record Settled(String launchId, String leaseId, LaunchState state) implements LaunchEvent {}
}
