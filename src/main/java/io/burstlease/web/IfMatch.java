package io.burstlease.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What the caller believes the thing's version to be; an argument of any controller method.
 *
 * @param header as sent: entity tags in quotes with commas between, or {@code *}; null where none was sent
 */
public record IfMatch(@Nullable String header) {

    /**
     * Refuses to go on where the caller saw another version: 428 where it states none, 412 where it is not this one.
     */
    public void check(long version) {
        String stated = header;
        if (stated == null) {
            throw ProblemException.of(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "precondition-required",
                    "Send the ETag of what you have read as If-Match.",
                    List.of());
        }
        String current = new ETag(version).header();
        if (!stated.strip().equals("*")
                && Arrays.stream(stated.split(",", -1)).map(String::strip).noneMatch(current::equals)) {
            throw ProblemException.of(
                    HttpStatus.PRECONDITION_FAILED,
                    "stale",
                    "It is now at version %s, and If-Match says %s: read it again.".formatted(current, stated),
                    List.of());
        }
    }
}
