package io.burstlease.cloud;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Hosts in the cloud: buying, seeing, moving the release time, deleting.
 *
 * <p>Every method calls out and may take up to its hard deadline; none may be called inside a database transaction. A
 * method either answers or throws {@link CloudException}, whose family says what the caller does next. No method
 * retries: the caller owns repetition, because only the caller knows what it has recorded.
 */
public interface CloudHosts {

    /**
     * Sends one purchase exactly as frozen. The reply is a value because each kind of it is expected.
     *
     * <p>Never throws for what the cloud answered, nor for a missing answer: those are {@link LaunchReply.Refused} and
     * {@link LaunchReply.Unsettled}. Repeating the same request with the same client token within ten minutes of the
     * first send buys nothing twice; after that it might.
     */
    LaunchReply launch(LaunchRequest request);

    /**
     * Every instance in the given vSwitches, read page by page without a tag filter (a filter that matches over 1,000
     * resources is not reliable).
     *
     * @throws CloudException when any page failed: a partial reading is never returned
     */
    Sighting list(Collection<String> vSwitchIds);

    /** The instances that bear this tag, read without paging limits; for tags of one launch attempt (at most 100). */
    Sighting listByTag(String key, String value);

    /** The named instances that the cloud still shows; absent ones are absent from the answer, which proves nothing. */
    Sighting listByIds(Collection<String> instanceIds);

    /**
     * Asks for one instance by id.
     *
     * @return false only when the cloud said that this id does not exist
     */
    boolean exists(String instanceId);

    /**
     * True when this account may list instances here and one of these vSwitches is its own: tells an empty list from a
     * blind one, and this account and region from those of somebody else, which know none of our ids either.
     */
    boolean maySee(Collection<String> vSwitchIds);

    /**
     * Moves the instant at which the cloud releases a post-paid instance by itself. Idempotent. Seconds are dropped by
     * the cloud; give whole minutes, at least 30 minutes ahead.
     */
    void moveReleaseTime(String instanceId, Instant releaseTime);

    /**
     * Asks the cloud to delete instances, running or not. Accepted means accepted: gone is seen later.
     *
     * @return one answer per id, in the order given; an id that no longer exists answers
     *     {@link DeleteReply.AlreadyGone}
     */
    List<DeleteReply> delete(List<String> instanceIds);

    /** Sets tags on an instance; existing keys are overwritten, others stay. */
    void tag(String instanceId, Map<String, String> tags);
}
