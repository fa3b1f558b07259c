package io.burstlease.cloud;

/** What the cloud said to deleting one instance. */
public sealed interface DeleteReply {

    String instanceId();

    /** It will be deleted; seen gone later. */
    record Accepted(String instanceId) implements DeleteReply {}

    /** The cloud said that this id does not exist. */
    record AlreadyGone(String instanceId) implements DeleteReply {}

    /** Still initialising, throttled, or no trustworthy answer: ask again soon. */
    record AskAgain(String instanceId, String code) implements DeleteReply {}

    /** Refused until a person changes something; the code names it. */
    record Stuck(String instanceId, String code, String message) implements DeleteReply {}
}
