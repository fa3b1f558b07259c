package io.burstlease.cloud;

/** What came back of an order. */
public sealed interface OrderReply {

    /** The cloud took it. */
    record Placed(String orderId) implements OrderReply {}

    /** The cloud refused it, with a code that is known to mean that nothing was done. */
    record Refused(CloudException.Family family, String code, String message) implements OrderReply {}

    /** It may or may not have been done; only a reading of the instance tells. */
    record Unsettled(String code, String message) implements OrderReply {}
}
