package io.burstlease.web;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What the caller believes the thing's version to be; an argument of any controller method.
 *
 * @param header as sent: entity tags in quotes with commas between, or {@code *}; null where none was sent
 */
public record IfMatch(@Nullable String header) {

    private static final String TAG = "(?:W/)?\"[!#-~]*\"";
    private static final Pattern WELL_FORMED = Pattern.compile("\\s*(?:\\*|%1$s(?:\\s*,\\s*%1$s)*)\\s*".formatted(TAG));

    /**
     * Refuses to go on where the caller saw another version: 428 where it states none, 400 where it states no entity
     * tags, 412 where it is not this one.
     */
    public void check(long version) {
        String stated = header;
        if (stated == null) {
            throw ProblemException.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    Reasons.PRECONDITION_REQUIRED,
                    "Send the ETag of what you have read as If-Match.",
                    List.of());
        }
        if (!WELL_FORMED.matcher(stated).matches()) {
            throw ProblemException.invalid(List.of(new Fault(
                    "If-Match",
                    "pattern",
                    "must be an ETag with its quotes, such as \"%d\", or *".formatted(version))));
        }
        String current = new ETag(version).header();
        if (!stated.strip().equals("*")
                && Arrays.stream(stated.split(",", -1)).map(String::strip).noneMatch(current::equals)) {
            throw ProblemException.of(
                    HttpStatus.PRECONDITION_FAILED,
                    Reasons.STALE,
                    "It is now at version %s, and If-Match says %s: read it again.".formatted(current, stated),
                    List.of());
        }
    }
}
