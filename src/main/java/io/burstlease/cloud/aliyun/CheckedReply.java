package io.burstlease.cloud.aliyun;

import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A reply whose body is one whole JSON object, with what the SDK's own type drops. */
final class CheckedReply extends HttpResponse {

    private final JsonNode body;
    private final @Nullable Instant date;

    CheckedReply(int status, JsonNode body, @Nullable String date) {
        this.body = body;
        this.date = date == null ? null : parsed(date);
        setStatus(status);
        setHttpContent(StrictJson.write(body), StandardCharsets.UTF_8.name(), FormatType.JSON);
    }

    JsonNode body() {
        return body;
    }

    /** The {@code Date} header: the cloud's clock, in whole seconds. */
    @Nullable
    Instant date() {
        return date;
    }

    private static @Nullable Instant parsed(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
