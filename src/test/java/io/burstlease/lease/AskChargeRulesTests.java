package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.burstlease.cloud.ChargeType;
import io.burstlease.web.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AskChargeRulesTests {

    private final AskFaults faults = new AskFaults();

    private ChargeWish read(@Nullable String chargeType, @Nullable Boolean interruptible, int hosts, int minHosts) {
        RawAsk raw = new RawAsk(
                "red",
                "paint",
                "small",
                hosts,
                minHosts,
                null,
                chargeType,
                interruptible,
                null,
                "P1D",
                null,
                null,
                null,
                null,
                null);
        return new AskChargeRules(faults).read(raw, hosts, minHosts);
    }

    private ChargeWish read(@Nullable String chargeType, @Nullable Boolean interruptible) {
        return read(chargeType, interruptible, 1, 1);
    }

    /** Each fault as {@code field reason}. */
    private List<String> found() {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, faults::refuseIfAny);
        return refusal == null
                ? List.of()
                : refusal.faults().stream()
                        .map(fault -> fault.field() + " " + fault.reason())
                        .toList();
    }

    @Test
    void a_way_that_is_named_is_the_only_one_and_by_the_second_where_none_is() {
        assertThat(read(null, null)).isEqualTo(ChargeWish.of(ChargeType.POSTPAID));
        assertThat(read("PREPAID", false)).isEqualTo(ChargeWish.of(ChargeType.PREPAID));
        assertThat(read("SPOT", true).only()).isEqualTo(ChargeType.SPOT);
        assertThat(found()).isEmpty();
    }

    @Test
    void the_choice_may_be_left_to_the_service() {
        assertThat(read("AUTO", null))
                .isEqualTo(new ChargeWish(true, List.of(ChargeType.POSTPAID, ChargeType.PREPAID)));
        assertThat(read("AUTO", false).types()).doesNotContain(ChargeType.SPOT);
        ChargeWish open = read("AUTO", true);
        assertThat(open.types()).containsExactly(ChargeType.POSTPAID, ChargeType.PREPAID, ChargeType.SPOT);
        assertThat(open.chosen(ChargeType.SPOT)).isEqualTo(new ChargeWish(true, List.of(ChargeType.SPOT)));
        assertThat(found()).isEmpty();
    }

    @Test
    void only_what_may_be_taken_back_is_interruptible() {
        read("POSTPAID", true);
        assertThat(found()).containsExactly("interruptible not-auto");
    }

    @Test
    void a_way_that_nobody_knows_is_refused() {
        read("CHEAP", null);
        assertThat(found()).containsExactly("chargeType unknown-value");
    }

    @Test
    void a_gang_that_one_call_cannot_buy_is_not_paid_for_in_advance() {
        assertThat(read("PREPAID", null, 100, 100).only()).isEqualTo(ChargeType.PREPAID);
        assertThat(read("PREPAID", null, 101, 100).only()).isEqualTo(ChargeType.PREPAID);
        assertThat(read("AUTO", null, 101, 101).types()).containsExactly(ChargeType.POSTPAID);
        assertThat(found()).isEmpty();

        read("PREPAID", null, 101, 101);
        assertThat(found()).containsExactly("hosts prepaid-gang");
    }
}
