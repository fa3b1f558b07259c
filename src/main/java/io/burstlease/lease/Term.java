package io.burstlease.lease;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.burstlease.money.BillingZone;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.format.DateTimeParseException;

/**
 * How long a lease lasts, in the notation of ISO 8601: days, weeks, months and years count in the billing zone's
 * calendar ({@code P1M}), hours and less in elapsed time ({@code PT8H}); both may stand together ({@code P1DT12H}).
 */
public record Term(Period days, Duration time) {

    public Term {
        if (days.isNegative() || time.isNegative() || (days.isZero() && time.isZero())) {
            throw new IllegalArgumentException("a term is longer than nothing");
        }
    }

    /** @throws IllegalArgumentException when the text is no such notation, or names nothing */
    @JsonCreator
    public static Term parse(String text) {
        try {
            int t = text.indexOf('T');
            if (t < 0) {
                return new Term(Period.parse(text), Duration.ZERO);
            }
            Period days = t == 1 ? Period.ZERO : Period.parse(text.substring(0, t));
            return new Term(days, Duration.parse("P" + text.substring(t)));
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "not an ISO 8601 duration such as PT8H, P7D or P1M: " + text, unreadable);
        }
    }

    /** The end of a term that begins then. */
    public Instant from(Instant start, BillingZone billingZone) {
        return billingZone.plus(start, days, time);
    }

    @JsonValue
    @Override
    public String toString() {
        if (time.isZero()) {
            return days.toString();
        }
        return days.isZero() ? time.toString() : days + time.toString().substring(1);
    }
}
