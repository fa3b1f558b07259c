package io.burstlease.sandbox.cloud.sign;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as far as signatures are concerned.
 *
 * @param query decoded parameters of the query string
 * @param form decoded parameters of a form body
 * @param headers by lower-case name
 */
public record SignedRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> form,
        Map<String, String> headers,
        byte[] body) {

    @Nullable
    String parameter(String name) {
        String value = query.get(name);
        return value == null ? form.get(name) : value;
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }
}
