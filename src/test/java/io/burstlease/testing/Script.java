package io.burstlease.testing;

import io.burstlease.cloud.CloudException.Family;

/** What becomes of one purchase. */
public sealed interface Script {

    /** As it should be. */
    record Buy() implements Script {}

    /** Fewer than asked for. */
    record BuyOnly(int count) implements Script {}

    /** Bought, and nobody hears of it; the token is remembered. */
    record LoseReply() implements Script {}

    /** It never arrives. */
    record LoseRequest() implements Script {}

    /** Refused, and nothing bought. */
    record Refuse(Family family, String code) implements Script {}

    /** Not settled, and nothing bought. */
    record Doubt(String code) implements Script {}

    /** Bought, and nobody hears of it; the token is forgotten at once. */
    record LoseReplyAndForget() implements Script {}

    /** Bought, and before the reply arrives something else happens. */
    record Meanwhile(Runnable event) implements Script {}
}
