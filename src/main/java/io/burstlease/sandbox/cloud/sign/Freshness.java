package io.burstlease.sandbox.cloud.sign;

import io.burstlease.sandbox.cloud.action.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A signature is good for 15 minutes, in both directions. */
final class Freshness {

    static final Duration WINDOW = Duration.ofMinutes(15);

    private Freshness() {}

    static void check(String timestamp, Instant now) {
        if (!timestamp.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
            throw malformed();
        }
        try {
            if (Duration.between(Instant.parse(timestamp), now).abs().compareTo(WINDOW) > 0) {
                throw new Refusal(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
            }
        } catch (DateTimeParseException e) {
            throw malformed();
        }
    }

    private static Refusal malformed() {
        return new Refusal(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
    }
}
