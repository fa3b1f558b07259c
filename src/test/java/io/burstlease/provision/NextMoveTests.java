package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.host.Attempt;
import io.burstlease.host.Reading;
import io.burstlease.host.Send;
import io.burstlease.host.SendAnswer;
import io.burstlease.host.SendAnswer.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be done about a purchase, by the records alone and to the second. */
class NextMoveTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final ProvisionSettings REAL = new ProvisionSettings(
            "sg",
            null,
            null,
            null,
            Duration.ofMinutes(10),
            Duration.ofMinutes(16),
            Duration.ofMinutes(1),
            Duration.ofMinutes(31),
            Duration.ofSeconds(5),
            Duration.ofHours(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10));

    private Instant release = NOON.plus(Duration.ofHours(9));
    private Optional<String> obstacle = Optional.empty();

    @Test
    void what_was_never_sent_is_sent_or_dropped() {
        assertThat(move(NOON, List.of())).isInstanceOf(NextMove.Transmit.class);
        obstacle = Optional.of("paused: ALL");
        assertThat(move(NOON, List.of())).isEqualTo(new NextMove.Drop("paused: ALL"));
    }

    @Test
    void a_frozen_release_time_less_than_31_minutes_ahead_allows_readings_only() {
        release = NOON.plus(Duration.ofMinutes(31));
        assertThat(move(NOON, List.of())).isInstanceOf(NextMove.Transmit.class);
        assertThat(move(NOON.plusSeconds(1), List.of())).isInstanceOf(NextMove.Drop.class);

        Send lost = send(0, null);
        assertThat(move(NOON.plusSeconds(6), List.of(lost))).isInstanceOf(NextMove.Rest.class);
        assertThat(move(NOON.plus(Duration.ofMinutes(16)), List.of(lost))).isInstanceOf(NextMove.Read.class);
    }

    @Test
    void the_same_token_is_sent_again_after_a_pause_that_doubles() {
        assertThat(move(NOON.plusSeconds(4), List.of(send(0, null))))
                .isEqualTo(new NextMove.Rest(NOON.plusSeconds(5), "the same token is sent again"));
        assertThat(move(NOON.plusSeconds(5), List.of(send(0, null)))).isInstanceOf(NextMove.Transmit.class);
        List<Send> twice = List.of(send(0, null), send(5, Kind.UNSETTLED, "Unheard.Of"));
        assertThat(move(NOON.plusSeconds(14), twice)).isInstanceOf(NextMove.Rest.class);
        assertThat(move(NOON.plusSeconds(15), twice)).isInstanceOf(NextMove.Transmit.class);
    }

    @Test
    void no_token_is_sent_ten_minutes_after_its_first_send() {
        List<Send> sends = List.of(send(0, null), send(300, null));
        assertThat(move(NOON.plusSeconds(599), sends)).isInstanceOf(NextMove.Transmit.class);
        assertThat(move(NOON.plusSeconds(600), sends)).isInstanceOf(NextMove.Rest.class);
        assertThat(move(NOON.plus(Duration.ofDays(1)), sends)).isInstanceOf(NextMove.Read.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IdempotentParameterMismatch", "IdempotenceParamNotMatch"})
    void a_token_that_is_not_understood_is_not_sent_again(String code) {
        assertThat(move(NOON.plusSeconds(60), List.of(send(0, Kind.UNSETTLED, code))))
                .isEqualTo(new NextMove.Rest(
                        NOON.plus(Duration.ofMinutes(16)), "only readings by its tag can tell what was bought"));
    }

    @Test
    void only_refusals_of_all_sends_prove_that_nothing_was_bought() {
        Send refused = send(5, Kind.REFUSED, "OperationDenied.NoStock");
        assertThat(move(NOON.plusSeconds(6), List.of(refused))).isInstanceOf(NextMove.Refused.class);
        assertThat(move(NOON.plusSeconds(6), List.of(send(0, null), refused))).isInstanceOf(NextMove.Rest.class);
        assertThat(move(NOON.plusSeconds(6), List.of(send(0, Kind.UNSETTLED, "SDK.ReadTimeout"), refused)))
                .isInstanceOf(NextMove.Rest.class);
    }

    @Test
    void nothing_is_sent_again_while_something_stands_against_it() {
        obstacle = Optional.of("lease-over: the lease is RELEASING");
        assertThat(move(NOON.plusSeconds(60), List.of(send(0, null)))).isInstanceOf(NextMove.Rest.class);
    }

    @Test
    void the_first_reading_that_counts_is_begun_sixteen_minutes_after_the_last_send() {
        List<Send> sends = List.of(send(0, null), send(500, null));
        Instant from = NOON.plusSeconds(500).plus(Duration.ofMinutes(16));
        assertThat(move(from.minusSeconds(1), sends)).isInstanceOf(NextMove.Rest.class);
        assertThat(move(from, sends)).isInstanceOf(NextMove.Read.class);

        Reading early = reading(from.minusSeconds(1));
        Reading later = reading(from.plusSeconds(120));
        assertThat(move(from.plusSeconds(120), sends, early, later)).isInstanceOf(NextMove.Rest.class);
    }

    @Test
    void two_equal_readings_a_minute_apart_are_proof() {
        List<Send> sends = List.of(send(0, null));
        Instant from = NOON.plus(Duration.ofMinutes(16));
        Reading first = reading(from, "i-1");
        assertThat(move(from.plusSeconds(59), sends, first)).isInstanceOf(NextMove.Rest.class);
        assertThat(move(from.plusSeconds(60), sends, first)).isInstanceOf(NextMove.Read.class);

        assertThat(move(from.plusSeconds(60), sends, first, reading(from.plusSeconds(59), "i-1")))
                .isNotInstanceOf(NextMove.Proven.class);
        assertThat(move(from.plusSeconds(60), sends, first, reading(from.plusSeconds(60), "i-1")))
                .isInstanceOf(NextMove.Proven.class);
    }

    @Test
    void readings_that_differ_prove_nothing_until_two_in_a_row_agree() {
        List<Send> sends = List.of(send(0, null));
        Instant from = NOON.plus(Duration.ofMinutes(16));
        Reading none = reading(from);
        Reading one = reading(from.plusSeconds(60), "i-1");
        assertThat(move(from.plusSeconds(60), sends, none, one)).isNotInstanceOf(NextMove.Proven.class);
        assertThat(move(from.plusSeconds(120), sends, none, one, reading(from.plusSeconds(120))))
                .isNotInstanceOf(NextMove.Proven.class);
        assertThat(move(from.plusSeconds(120), sends, none, one, reading(from.plusSeconds(120), "i-1")))
                .isInstanceOf(NextMove.Proven.class);
    }

    private NextMove move(Instant now, List<Send> sends, Reading... readings) {
        Attempt attempt = new Attempt("a-1", 1, "a-1.1", "abcdef", request(), release, NOON, null, null);
        return NextMove.of(attempt, sends, List.of(readings), obstacle, REAL, now);
    }

    private LaunchRequest request() {
        LaunchRequest.Disk disk = new LaunchRequest.Disk("cloud_essd", 100, "PL0");
        return new LaunchRequest(
                "a-1.1",
                "z",
                "vsw",
                "sg",
                "m",
                "t",
                1,
                1,
                ChargeType.POSTPAID,
                null,
                null,
                release,
                "h",
                disk,
                List.of(),
                null,
                null,
                "",
                Map.of());
    }

    private static Send send(int second, @Nullable SendAnswer answer) {
        return new Send(second, NOON.plusSeconds(second), answer);
    }

    private static Send send(int second, Kind kind, String code) {
        return send(second, new SendAnswer(NOON.plusSeconds(second), kind, code, null, null));
    }

    private static Reading reading(Instant begun, String... ids) {
        return new Reading(begun, Set.of(ids));
    }
}
