package io.burstlease.sandbox.cloud.http;

import io.burstlease.sandbox.cloud.action.Refusal;
import io.burstlease.sandbox.cloud.sign.SignedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a request as the SDKs send it: parameters in the query string, in a form body, or in headers. */
final class Incoming {

    private static final int LARGEST_BODY = 1024 * 1024;

    private final SignedRequest signed;

    Incoming(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY);
        Map<String, String> headers = new HashMap<>();
        request.getHeaderNames()
                .asIterator()
                .forEachRemaining(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        String type = request.getContentType();
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        this.signed = new SignedRequest(
                request.getMethod(),
                request.getRequestURI(),
                decode(request.getQueryString()),
                form ? decode(new String(body, StandardCharsets.UTF_8)) : Map.of(),
                headers,
                body);
    }

    SignedRequest signed() {
        return signed;
    }

    Map<String, String> parameters() {
        Map<String, String> all = new HashMap<>(signed.query());
        all.putAll(signed.form());
        return all;
    }

    @Nullable
    String action() {
        return either("Action", "x-acs-action");
    }

    @Nullable
    String version() {
        return either("Version", "x-acs-version");
    }

    /** A signature by headers does not cover parameters that contradict them, so the headers come first there. */
    private @Nullable String either(String parameter, String header) {
        String inHeader = signed.headers().get(header);
        String inParameters = parameters().get(parameter);
        if (signed.headers().getOrDefault("authorization", "").startsWith("ACS3-") && inHeader != null) {
            return inHeader;
        }
        return inParameters == null ? inHeader : inParameters;
    }

    private static Map<String, String> decode(@Nullable String text) {
        Map<String, String> decoded = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return decoded;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!name.isEmpty()) {
                decoded.put(plain(name), plain(value));
            }
        }
        return decoded;
    }

    private static String plain(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "InvalidParameter", "A parameter is not well encoded.");
        }
    }
}
