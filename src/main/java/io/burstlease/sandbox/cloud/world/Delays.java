package io.burstlease.sandbox.cloud.world;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param pending from creation to Starting
 * @param starting from Starting to Running
 * @param booting from Running until the operating system is up and reads its user data
 * @param jitter at most so much is added to the way to Running, drawn for each instance
 * @param stopping from Stopping to Stopped
 * @param deleting from the delete call until the instance is gone and no longer billed
 * @param shownAfter a new instance may be missing from lists for up to so long
 */
public record Delays(
        Duration pending,
        Duration starting,
        Duration booting,
        Duration jitter,
        Duration stopping,
        Duration deleting,
        Duration shownAfter) {

    public Delays withShownAfter(Duration longest) {
        return new Delays(pending, starting, booting, jitter, stopping, deleting, longest);
    }
}
