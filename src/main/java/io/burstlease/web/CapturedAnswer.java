package io.burstlease.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer that is held back until the transaction behind it is committed. */
final class CapturedAnswer extends ContentCachingResponseWrapper {

    private final Map<String, List<String>> before = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    CapturedAnswer(HttpServletResponse response) {
        super(response);
        response.getHeaderNames().forEach(name -> before.put(name, List.copyOf(response.getHeaders(name))));
    }

    StoredAnswer stored() {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        own().forEach(name -> headers.put(name, List.copyOf(getHeaders(name))));
        String type = getContentType();
        if (type != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, List.of(type));
        }
        return new StoredAnswer(getStatus(), headers, getContentAsByteArray());
    }

    /** Takes back what was said of an effect that did not come about. */
    void discard() {
        reset();
        before.forEach((name, values) -> values.forEach(value -> addHeader(name, value)));
    }

    private Collection<String> own() {
        List<String> names = new ArrayList<>(getHeaderNames());
        names.removeIf(name -> before.containsKey(name) || name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH));
        return names;
    }
}
