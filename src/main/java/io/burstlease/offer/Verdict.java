package io.burstlease.offer;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What one check says of a need.
 *
 * @param check stable name of the check
 * @param reason stable code
 * @param detail a sentence for people
 */
@Schema(description = "What one check says of the request.")
public record Verdict(
        @Schema(description = "Which check.", example = "stock")
        String check,

        @Schema(description = "OK; WARN: it may fail, or nothing certain is known; NO: it cannot be had as asked.")
        Outcome outcome,

        @Schema(description = "A stable code.", example = "in-stock")
        String reason,

        @Schema(description = "The same, for people.") String detail) {

    /** How bad it is. */
    public enum Outcome {
        OK,
        /** It may fail, or nothing certain is known. */
        WARN,
        /** It cannot be had as asked. */
        NO
    }

    public static Verdict ok(String check, String reason, String detail) {
        return new Verdict(check, Outcome.OK, reason, detail);
    }

    public static Verdict warn(String check, String reason, String detail) {
        return new Verdict(check, Outcome.WARN, reason, detail);
    }

    public static Verdict no(String check, String reason, String detail) {
        return new Verdict(check, Outcome.NO, reason, detail);
    }
}
