package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * What a delete asks for.
 *
 * @param uid precondition, empty for none
 * @param resourceVersion precondition, empty for none
 * @param propagation Foreground, Background, Orphan or empty for the default
 */
public record DeleteOptions(String uid, String resourceVersion, OptionalLong graceSeconds, String propagation) {

    public static DeleteOptions none() {
        return new DeleteOptions("", "", OptionalLong.empty(), "");
    }

    /** At once, and only this very object. */
    public static DeleteOptions now(String uid) {
        return new DeleteOptions(uid, "", OptionalLong.of(0), "");
    }

    /** From the body of a request; a query parameter counts where the body is silent. */
    public static DeleteOptions of(JsonNode body, String graceParameter, String propagationParameter) {
        JsonNode grace = body.path("gracePeriodSeconds");
        OptionalLong seconds = OptionalLong.empty();
        if (grace.isNumber()) {
            seconds = OptionalLong.of(grace.asLong());
        } else if (graceParameter.matches("\\d{1,9}")) {
            seconds = OptionalLong.of(Long.parseLong(graceParameter));
        }
        String propagation = Json.text(body, "propagationPolicy");
        return new DeleteOptions(
                Json.text(body, "preconditions", "uid"),
                Json.text(body, "preconditions", "resourceVersion"),
                seconds,
                propagation.isEmpty() ? propagationParameter : propagation);
    }
}
