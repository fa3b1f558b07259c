package io.burstlease.cloud.aliyun;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a reply's body, or says why it is no reply of the cloud.
 *
 * <p>The SDK's own parser spins for ever on a truncated body, takes plain text for a success with nothing in it and
 * garbles {@code \\u} escapes. So a body must be one whole JSON object before that parser sees it, and what it sees is
 * written anew.
 */
final class StrictJson {

    private static final int DEEPEST = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /** @throws Untrustworthy for anything but one JSON object, labelled as JSON */
    static JsonNode read(int status, @Nullable String contentType, byte[] body) throws Untrustworthy {
        String said = "HTTP %d, %s, %d bytes".formatted(status, media(contentType), body.length);
        if (!isJson(contentType)) {
            throw new Untrustworthy(said + ": not labelled as JSON");
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (JacksonException broken) {
            throw new Untrustworthy(said + ": not whole JSON");
        }
        if (!root.isObject()) {
            throw new Untrustworthy(said + ": not a JSON object");
        }
        return root;
    }

    static byte[] write(JsonNode root) {
        return MAPPER.writeValueAsBytes(root);
    }

    private static boolean isJson(@Nullable String contentType) {
        String media = media(contentType);
        return media.equals("application/json") || media.equals("text/json");
    }

    private static String media(@Nullable String contentType) {
        if (contentType == null) {
            return "no content type";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** A body that cannot be what the cloud meant to say. */
    static final class Untrustworthy extends Exception {

        private static final long serialVersionUID = 1L;

        Untrustworthy(String message) {
            super(message);
        }
    }
}
