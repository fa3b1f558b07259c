package io.burstlease.lease;

import io.burstlease.money.BillingZone;
import io.burstlease.team.Team;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the times of an ask; a field that has a fault is read as something harmless. */
final class AskTimeRules {

    /** A start that is past by no more is taken for now: clocks differ, and a form takes time to fill in. */
    static final Duration LATE_START = Duration.ofMinutes(5);

    /** Nobody plans further ahead, and a slip of the keyboard is no plan. */
    static final Duration FARTHEST_START = Duration.ofDays(366);

    static final Duration SHORTEST_TERM = Duration.ofMinutes(1);
    static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofDays(30);
    static final Duration LONGEST_GRACE = Duration.ofDays(1);

    private final Instant now;
    private final BillingZone billingZone;
    private final Protection protection;
    private final AskFaults faults;

    AskTimeRules(Instant now, BillingZone billingZone, Protection protection, AskFaults faults) {
        // What PostgreSQL keeps, so that a time reads back as it was answered.
        this.now = now.truncatedTo(ChronoUnit.MICROS);
        this.billingZone = billingZone;
        this.protection = protection;
        this.faults = faults;
    }

    AskTimes read(RawAsk raw, Optional<Team> team) {
        Instant startsAt = start(raw.startsAt());
        Duration wait = duration("longestWait", raw.longestWait(), SHORTEST_WAIT, SoundAsk.DEFAULT_WAIT, LONGEST_WAIT);
        Duration grace = duration("grace", raw.grace(), Duration.ZERO, SoundAsk.DEFAULT_GRACE, LONGEST_GRACE);
        if ((raw.term() == null) == (raw.endsAt() == null)) {
            faults.add("term", "term-or-end", "state either term or endsAt");
        }
        Optional<Term> term = term(raw.term());
        Optional<Instant> endsAt = instant("endsAt", raw.endsAt());
        Optional<Instant> end = endsAt.isPresent() ? endsAt : term.flatMap(length -> end(startsAt, length));
        end.ifPresent(at -> judge(raw.endsAt() == null ? "term" : "endsAt", startsAt, at, team));
        Instant lastsUntil = clear(end.orElse(startsAt), grace);
        Instant latestEnd = endsAt.isPresent() || end.isEmpty()
                ? lastsUntil
                : term.flatMap(length -> end(startsAt.plus(wait), length))
                        .map(latest -> clear(latest, grace))
                        .orElse(lastsUntil);
        return new AskTimes(
                startsAt,
                term.orElse(null),
                endsAt.isPresent() ? lastsUntil : null,
                wait,
                grace,
                lastsUntil,
                latestEnd);
    }

    /** An end that would have hosts drained in a protected window is moved behind it. */
    private Instant clear(Instant end, Duration grace) {
        Optional<Instant> clear = protection.clear(end, grace, billingZone);
        if (clear.isEmpty()) {
            faults.add("protectedWindows", "always-protected", "leave no time to drain within %s".formatted(grace));
        }
        return clear.orElse(end);
    }

    private Instant start(@Nullable String text) {
        Instant start = instant("startsAt", text).orElse(now);
        if (start.isBefore(now.minus(LATE_START))) {
            faults.add("startsAt", "in-the-past", "must not be past");
        } else if (start.isAfter(now.plus(FARTHEST_START))) {
            faults.add("startsAt", "too-far", "must be within %d days".formatted(FARTHEST_START.toDays()));
            return now;
        }
        return start.isBefore(now) ? now : start;
    }

    private void judge(String field, Instant start, Instant end, Optional<Team> team) {
        if (!end.isAfter(now)) {
            faults.add(field, "in-the-past", "must be ahead");
        } else if (end.isBefore(start.plus(SHORTEST_TERM))) {
            faults.add(field, "min", "must be at least %s after the start".formatted(SHORTEST_TERM));
        }
        if (team.isPresent() && end.isAfter(latestEnd(start, team.get()))) {
            faults.add(
                    field,
                    "over-team-term",
                    "team %s may lease for %d days at most"
                            .formatted(team.get().id(), team.get().maxTermDays()));
        }
    }

    private Instant latestEnd(Instant start, Team team) {
        return billingZone.plus(start, Period.ofDays(team.maxTermDays()), Duration.ZERO);
    }

    /** Empty, and a fault, where the calendar does not go so far. */
    private Optional<Instant> end(Instant start, Term term) {
        try {
            return Optional.of(term.from(start, billingZone));
        } catch (DateTimeException | ArithmeticException overflow) {
            faults.add("term", "over-team-term", "is longer than any team may lease");
            return Optional.empty();
        }
    }

    private Optional<Term> term(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Term.parse(text));
        } catch (IllegalArgumentException unreadable) {
            faults.add("term", "type", "must be an ISO 8601 duration such as PT8H, P7D or P1M, longer than nothing");
            return Optional.empty();
        }
    }

    private Optional<Instant> instant(String field, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeParseException unreadable) {
            faults.add(field, "type", "must be a time such as 2026-03-01T08:00:00Z");
            return Optional.empty();
        }
    }

    private Duration duration(
            String field, @Nullable String text, Duration shortest, Duration fallback, Duration longest) {
        if (text == null) {
            return fallback;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(shortest) < 0) {
                faults.add(field, "min", "must be at least %s".formatted(shortest));
            } else if (duration.compareTo(longest) > 0) {
                faults.add(field, "max", "must be at most %s".formatted(longest));
            } else {
                return duration.truncatedTo(ChronoUnit.SECONDS);
            }
        } catch (DateTimeParseException unreadable) {
            faults.add(field, "type", "must be an ISO 8601 duration such as PT30M");
        }
        return fallback;
    }
}
