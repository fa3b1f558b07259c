package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.web.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeaseStateTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant END = NOON.plus(Duration.ofHours(10));
    private static final Act ACT = Act.by("somebody", NOON, "a reason");

    private static final Map<String, Consumer<Lease>> VERBS = Map.of(
            "approve", lease -> lease.approve(END, ACT),
            "reject", lease -> lease.reject(ACT),
            "lapse", lease -> lease.lapse(ACT),
            "cancel", lease -> lease.cancel(ACT),
            "beginProvisioning", lease -> lease.beginProvisioning(ACT),
            "activate", lease -> lease.activate(END, ACT),
            "release", lease -> lease.release(Ending.RELEASED, ACT),
            "hasten", lease -> lease.hasten(ACT),
            "close", lease -> lease.close(ACT));

    /** Every verb on every state; what is not named here is refused. */
    private static final Map<String, Map<LeaseState, LeaseState>> ALLOWED = Map.of(
            "approve", Map.of(LeaseState.REQUESTED, LeaseState.APPROVED),
            "reject", Map.of(LeaseState.REQUESTED, LeaseState.REJECTED),
            "lapse", Map.of(LeaseState.REQUESTED, LeaseState.LAPSED),
            "cancel",
                    Map.of(
                            LeaseState.REQUESTED, LeaseState.CANCELLED,
                            LeaseState.APPROVED, LeaseState.CANCELLED,
                            LeaseState.PROVISIONING, LeaseState.RELEASING),
            "beginProvisioning", Map.of(LeaseState.APPROVED, LeaseState.PROVISIONING),
            "activate", Map.of(LeaseState.PROVISIONING, LeaseState.ACTIVE),
            "release",
                    Map.of(
                            LeaseState.PROVISIONING, LeaseState.RELEASING,
                            LeaseState.ACTIVE, LeaseState.RELEASING),
            "hasten", Map.of(LeaseState.RELEASING, LeaseState.RELEASING),
            "close", Map.of(LeaseState.RELEASING, LeaseState.RELEASED));

    static Stream<Arguments> everyVerbOnEveryState() {
        return VERBS.keySet().stream()
                .sorted()
                .flatMap(verb -> Stream.of(LeaseState.values()).map(state -> Arguments.of(verb, state)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyVerbOnEveryState")
    void a_verb_does_what_the_table_says_or_names_both_states(String verb, LeaseState state) {
        Lease lease = aLease(state);
        Consumer<Lease> act = VERBS.getOrDefault(verb, any -> {});
        LeaseState next = ALLOWED.getOrDefault(verb, Map.of()).get(state);
        if (next == null) {
            assertThatThrownBy(() -> act.accept(lease))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining(state.name());
            assertThat(lease.state()).isEqualTo(state);
        } else {
            act.accept(lease);
            assertThat(lease.state()).isEqualTo(next);
        }
    }

    @Test
    void only_five_states_are_final() {
        Set<LeaseState> last = EnumSet.noneOf(LeaseState.class);
        Stream.of(LeaseState.values()).filter(LeaseState::isFinal).forEach(last::add);
        assertThat(last)
                .containsExactlyInAnyOrder(
                        LeaseState.RELEASED,
                        LeaseState.REJECTED,
                        LeaseState.CANCELLED,
                        LeaseState.LAPSED,
                        LeaseState.FAILED);
    }

    @Test
    void a_lease_that_gave_up_fails_only_through_its_release() {
        Lease lease = aLease(LeaseState.PROVISIONING);
        lease.release(Ending.GAVE_UP, ACT);
        assertThat(lease.state()).isEqualTo(LeaseState.RELEASING);
        lease.close(ACT);
        assertThat(lease.state()).isEqualTo(LeaseState.FAILED);
    }

    @Test
    void the_cordon_comes_a_tenth_of_the_term_before_the_end_and_at_most_an_hour() {
        Lease brief = aLease(LeaseState.ACTIVE);
        assertThat(brief.cordonAt()).isEqualTo(END.minus(Duration.ofHours(1)));
        Lease shorter = aLease(LeaseState.PROVISIONING);
        shorter.activate(NOON.plus(Duration.ofMinutes(100)), ACT);
        assertThat(shorter.cordonAt()).isEqualTo(NOON.plus(Duration.ofMinutes(90)));
    }

    private static Lease aLease(LeaseState state) {
        Lease lease = new Lease("l-test", anAsk(), NOON.plus(Duration.ofDays(1)), ACT);
        switch (state) {
            case REQUESTED -> {}
            case APPROVED -> lease.approve(END, ACT);
            case REJECTED -> lease.reject(ACT);
            case LAPSED -> lease.lapse(ACT);
            case CANCELLED -> lease.cancel(ACT);
            case PROVISIONING -> provisioning(lease);
            case ACTIVE -> active(lease);
            case RELEASING -> {
                active(lease);
                lease.release(Ending.RELEASED, ACT);
            }
            case RELEASED -> {
                active(lease);
                lease.release(Ending.RELEASED, ACT);
                lease.close(ACT);
            }
            case FAILED -> {
                provisioning(lease);
                lease.release(Ending.GAVE_UP, ACT);
                lease.close(ACT);
            }
        }
        return lease;
    }

    private static void provisioning(Lease lease) {
        lease.approve(END, ACT);
        lease.beginProvisioning(ACT);
    }

    private static void active(Lease lease) {
        provisioning(lease);
        lease.activate(END, ACT);
    }

    private static LeaseAsk anAsk() {
        return new LeaseAsk(
                "vision",
                "base",
                "mia",
                null,
                "training",
                Workload.TRAINING,
                "a100-8x",
                1,
                1,
                null,
                ChargeType.POSTPAID,
                false,
                NOON,
                "PT10H",
                null,
                3600,
                600,
                "",
                null,
                BigDecimal.TEN,
                "CNY",
                null,
                null);
    }
}
