package io.burstlease.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An answer as it was given once. */
record StoredAnswer(int status, Map<String, List<String>> headers, byte[] body) {

    static final String REPLAYED = "Idempotent-Replayed";

    void replay(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setHeader(REPLAYED, "true");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
