package io.burstlease.sandbox.cloud.action;

import java.util.Map;
import java.util.Set;

/** One action of the API. */
interface Action {

    String name();

    /** The API versions that know the action. */
    default Set<String> versions() {
        return Set.of("2014-05-26");
    }

    /** Does what was asked and returns the body of the reply without its request id; throws {@link Refusal}. */
    Map<String, Object> perform(Call call);
}
