package io.burstlease.provision;

import io.burstlease.host.Attempt;
import io.burstlease.host.Reading;
import io.burstlease.host.Send;
import io.burstlease.host.SendAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an attempt needs next, as its committed sends and readings tell it. */
sealed interface NextMove {

    /** These answers say that the token will not be understood again, however often it is sent. */
    Set<String> MISMATCH = Set.of("IdempotentParameterMismatch", "IdempotenceParamNotMatch");

    /** The cloud did not look at the request, so the send says nothing of those before it. */
    String THROTTLED = "Throttling";

    Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Send it: for the first time, or the same token again. */
    record Transmit() implements NextMove {}

    /** It was never sent and is not to be. */
    record Drop(String why) implements NextMove {}

    /** Every send of it was refused: nothing was bought. */
    record Refused(SendAnswer last) implements NextMove {}

    /** Read what the cloud shows under the attempt's tag. */
    record Read() implements NextMove {}

    /** Readings prove what was bought, which may be nothing. */
    record Proven() implements NextMove {}

    /** Nothing to do until then. */
    record Rest(Instant until, String why) implements NextMove {}

    /** @param obstacle why nothing may be spent now; empty when it may */
    static NextMove of(
            Attempt attempt,
            List<Send> sends,
            List<Reading> readings,
            Optional<String> obstacle,
            ProvisionSettings settings,
            Instant now) {
        Optional<String> stop = obstacle.or(() -> tooNear(attempt, settings, now));
        if (sends.isEmpty()) {
            return stop.<NextMove>map(Drop::new).orElseGet(Transmit::new);
        }
        Send last = sends.getLast();
        SendAnswer lastAnswer = last.answer();
        if (lastAnswer != null && sends.stream().allMatch(NextMove::isRefused)) {
            return new Refused(lastAnswer);
        }
        if (stop.isEmpty() && isWorthRepeating(lastAnswer)) {
            Instant window = sends.getFirst().sentAt().plus(settings.resendWindow());
            Instant again = last.sentAt().plus(pause(settings, sends.size()));
            if (again.isBefore(window) && now.isBefore(window)) {
                return now.isBefore(again) ? new Rest(again, "the same token is sent again") : new Transmit();
            }
        }
        return byReadings(last.sentAt().plus(settings.readAfterSend()), readings, settings.readingGap(), now);
    }

    private static NextMove byReadings(Instant from, List<Reading> readings, Duration gap, Instant now) {
        List<Reading> counting = readings.stream()
                .filter(reading -> !reading.begunAt().isBefore(from))
                .toList();
        if (isProof(counting, gap)) {
            return new Proven();
        }
        Instant next = counting.isEmpty() ? from : counting.getLast().begunAt().plus(gap);
        return now.isBefore(next) ? new Rest(next, "only readings by its tag can tell what was bought") : new Read();
    }

    /** The last readings agree over at least the gap. */
    private static boolean isProof(List<Reading> readings, Duration gap) {
        for (int i = readings.size() - 2; i >= 0; i--) {
            Reading earlier = readings.get(i);
            if (!earlier.instanceIds().equals(readings.getLast().instanceIds())) {
                return false;
            }
            if (!earlier.begunAt().plus(gap).isAfter(readings.getLast().begunAt())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> tooNear(Attempt attempt, ProvisionSettings settings, Instant now) {
        Instant release = attempt.autoReleaseAt();
        return release != null && release.isBefore(now.plus(settings.releaseAhead()))
                ? Optional.of("release-time-too-near: frozen for " + release)
                : Optional.empty();
    }

    private static Duration pause(ProvisionSettings settings, int sends) {
        Duration pause = settings.resendPause().multipliedBy(1L << Math.min(sends - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static boolean isWorthRepeating(@Nullable SendAnswer answer) {
        if (answer == null) {
            return true;
        }
        String code = Objects.requireNonNullElse(answer.code(), "");
        return switch (answer.kind()) {
            case UNSETTLED -> !MISMATCH.contains(code);
            case REFUSED -> code.startsWith(THROTTLED);
            case BOUGHT -> false;
        };
    }

    private static boolean isRefused(Send send) {
        return send.answer() != null && send.answer().kind() == SendAnswer.Kind.REFUSED;
    }
}
