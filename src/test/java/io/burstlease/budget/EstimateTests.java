package io.burstlease.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.offer.Verdict;
import io.burstlease.testing.Market;
import io.burstlease.testing.Things;
import io.burstlease.time.HandSetClock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EstimateTests {

    /** 20:00 in Shanghai: the month has four hours left. */
    private static final Instant EVENING = Instant.parse("2026-03-31T12:00:00Z");

    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final YearMonth APRIL = YearMonth.of(2026, 4);

    private final Things things = Things.at(new HandSetClock(EVENING));
    private final Market market = Market.in(things);
    private final Estimates estimates = things.the(Estimates.class);

    private static Money yuan(String amount) {
        return Money.of(amount, "CNY");
    }

    private void prices() {
        market.host("ecs.small", "z-1", "9.9", EVENING).disk("z-1", "0.001", EVENING);
    }

    private Estimate threeSmall(Duration time) {
        return estimates.of(new Need(
                "red",
                things.the(Catalog.class).hostClass("small"),
                3,
                3,
                null,
                ChargeType.POSTPAID,
                EVENING,
                EVENING.plus(time)));
    }

    private static Map<String, String> reasons(Estimate estimate) {
        return estimate.verdicts().stream().collect(Collectors.toMap(Verdict::check, Verdict::reason));
    }

    @Test
    void what_has_to_be_reserved_reaches_past_the_hard_end_to_the_clouds_own_release() {
        assertThat(estimates.exposure(yuan("10"), 3, EVENING, EVENING.plus(Duration.ofHours(5))))
                .containsExactly(Map.entry(MARCH, yuan("120")), Map.entry(APRIL, yuan("45")));
    }

    @Test
    void an_estimate_shows_each_month_beside_what_is_left_of_its_budget() {
        prices();
        market.budget("red", "2026-03", "1000").budget("red", "2026-04", "200");

        Estimate estimate = threeSmall(Duration.ofHours(5));

        assertThat(estimate.hourly()).isEqualTo(yuan("10"));
        assertThat(estimate.months())
                .containsExactly(
                        new Estimate.Month(MARCH, yuan("120"), yuan("1000")),
                        new Estimate.Month(APRIL, yuan("45"), yuan("200")));
        assertThat(estimate.isFeasible()).isTrue();
        assertThat(reasons(estimate)).containsEntry("budget", "within-budget").containsEntry("offer", "on-offer");
    }

    @Test
    void a_month_whose_budget_does_not_suffice_makes_it_unfeasible() {
        prices();
        market.budget("red", "2026-03", "1000").budget("red", "2026-04", "44.99");

        Estimate estimate = threeSmall(Duration.ofHours(5));

        assertThat(estimate.isFeasible()).isFalse();
        assertThat(estimate.verdicts().getFirst())
                .isEqualTo(Verdict.no(
                        "budget", Budgets.OVER_BUDGET, "2026-04 needs 45.0000 CNY of which 44.9900 CNY is free"));
    }

    @Test
    void a_month_without_budget_makes_it_unfeasible() {
        prices();
        market.budget("red", "2026-03", "1000");

        Estimate estimate = threeSmall(Duration.ofHours(5));

        assertThat(reasons(estimate)).containsEntry("budget", Budgets.NO_BUDGET);
        assertThat(estimate.months()).last().isEqualTo(new Estimate.Month(APRIL, yuan("45"), null));
        assertThat(estimate.isFeasible()).isFalse();
    }

    @Test
    void an_unknown_price_is_said_and_not_taken_for_nothing() {
        Estimate estimate = threeSmall(Duration.ofHours(5));

        assertThat(estimate.hourly()).isNull();
        assertThat(estimate.months()).isEmpty();
        assertThat(estimate.isFeasible()).isFalse();
        assertThat(reasons(estimate)).containsEntry("budget", "unknown-price").containsEntry("offer", "no-offer");
    }
}
