package io.burstlease.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.budget.Budgets.Decision;
import io.burstlease.money.Money;
import io.burstlease.testing.Market;
import io.burstlease.testing.Things;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;

class BudgetTests {

    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final YearMonth APRIL = YearMonth.of(2026, 4);
    private static final YearMonth MAY = YearMonth.of(2026, 5);

    private final Things things = Things.at(Clock.systemUTC());
    private final Market market = Market.in(things)
            .budget("red", "2026-03", "100")
            .budget("red", "2026-04", "100")
            .budget("blue", "2026-03", "100");
    private final Budgets budgets = things.the(Budgets.class);

    private static Money yuan(String amount) {
        return Money.of(amount, "CNY");
    }

    private Decision reserve(String lease, Map<YearMonth, Money> perMonth) {
        return things.together(() -> budgets.reserve(lease, "red", perMonth));
    }

    private Decision reserve(String lease, String march) {
        return reserve(lease, Map.of(MARCH, yuan(march)));
    }

    private Money free(YearMonth month) {
        return budgets.of("red", month).orElseThrow().free();
    }

    @Test
    void what_is_reserved_is_not_free_any_more() {
        assertThat(reserve("a", "60")).isEqualTo(new Decision.Granted());
        assertThat(free(MARCH)).isEqualTo(yuan("40"));
        assertThat(free(APRIL)).isEqualTo(yuan("100"));
        assertThat(budgets.of("blue", MARCH).orElseThrow().free()).isEqualTo(yuan("100"));
    }

    @Test
    void the_last_fen_can_be_reserved_and_not_one_more() {
        assertThat(reserve("a", "100.00000001"))
                .isEqualTo(new Decision.Short(MARCH, Budgets.OVER_BUDGET, yuan("100"), yuan("100.00000001")));
        assertThat(reserve("a", "100")).isEqualTo(new Decision.Granted());
    }

    @Test
    void a_month_that_is_short_leaves_the_others_untouched() {
        reserve("a", Map.of(APRIL, yuan("90")));

        assertThat(reserve("b", Map.of(MARCH, yuan("50"), APRIL, yuan("20"))))
                .isEqualTo(new Decision.Short(APRIL, Budgets.OVER_BUDGET, yuan("10"), yuan("20")));
        assertThat(free(MARCH)).isEqualTo(yuan("100"));
        assertThat(free(APRIL)).isEqualTo(yuan("10"));
    }

    @Test
    void a_month_without_budget_is_short_for_a_reason_of_its_own() {
        assertThat(reserve("a", Map.of(MARCH, yuan("1"), MAY, yuan("1"))))
                .isEqualTo(new Decision.Short(MAY, Budgets.NO_BUDGET, yuan("0"), yuan("1")));
        assertThat(budgets.of("red", MAY)).isEmpty();
    }

    @Test
    void a_reservation_takes_the_place_of_the_one_before() {
        reserve("a", Map.of(MARCH, yuan("60"), APRIL, yuan("60")));

        assertThat(reserve("a", Map.of(MARCH, yuan("90")))).isEqualTo(new Decision.Granted());
        assertThat(free(MARCH)).isEqualTo(yuan("10"));
        assertThat(free(APRIL)).isEqualTo(yuan("100"));
    }

    @Test
    void the_reservation_shrinks_as_real_cost_arrives() {
        reserve("a", "60");
        budgets.book("a", "red", MARCH, yuan("25"));

        assertThat(budgets.of("red", MARCH))
                .contains(new BudgetView("red", MARCH, yuan("100"), yuan("25"), yuan("35")));
        assertThat(free(MARCH)).isEqualTo(yuan("40"));
    }

    @Test
    void cost_beyond_the_reservation_eats_into_what_is_free() {
        reserve("a", "60");
        budgets.book("a", "red", MARCH, yuan("70"));

        assertThat(free(MARCH)).isEqualTo(yuan("30"));
        assertThat(reserve("b", "31")).isInstanceOf(Decision.Short.class);
        assertThat(reserve("b", "30")).isEqualTo(new Decision.Granted());
    }

    @Test
    void booking_sets_and_so_may_be_repeated() {
        reserve("a", "60");
        budgets.book("a", "red", MARCH, yuan("25"));
        budgets.book("a", "red", MARCH, yuan("25"));

        assertThat(budgets.of("red", MARCH).orElseThrow().booked()).isEqualTo(yuan("25"));
    }

    @Test
    void release_gives_up_what_was_not_spent_and_may_be_repeated() {
        reserve("a", Map.of(MARCH, yuan("60"), APRIL, yuan("40")));
        budgets.book("a", "red", MARCH, yuan("25"));

        budgets.release("a");
        budgets.release("a");

        assertThat(free(MARCH)).isEqualTo(yuan("75"));
        assertThat(free(APRIL)).isEqualTo(yuan("100"));
    }

    @Test
    void a_cost_that_comes_after_the_release_still_counts() {
        reserve("a", "60");
        budgets.release("a");
        budgets.book("a", "red", MARCH, yuan("25"));

        assertThat(free(MARCH)).isEqualTo(yuan("75"));
    }

    @Test
    void a_cost_in_a_month_without_budget_overdraws_a_budget_of_nothing() {
        budgets.book("a", "red", MAY, yuan("5"));

        assertThat(free(MAY)).isEqualTo(yuan("-5"));
    }

    @Test
    void a_share_that_does_not_rise_is_never_short() {
        reserve("a", "90");
        market.jdbc().sql("update team_budget set amount = 50").update();

        assertThat(reserve("a", "80")).isEqualTo(new Decision.Granted());
        assertThat(reserve("a", "81"))
                .isEqualTo(new Decision.Short(MARCH, Budgets.OVER_BUDGET, yuan("50"), yuan("81")));
    }

    @Test
    void the_budgets_of_some_months_are_listed_in_order() {
        assertThat(budgets.list("red", YearMonth.of(2026, 1), MAY))
                .extracting(BudgetView::month)
                .containsExactly(MARCH, APRIL);
    }

    @Test
    void a_reservation_belongs_to_the_transaction_of_the_decision() {
        assertThatThrownBy(() -> budgets.reserve("a", "red", Map.of(MARCH, yuan("1"))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void of_many_that_want_it_at_once_exactly_as_many_get_it_as_there_is_room_for() throws Exception {
        // 64 want 7 of March and 9 of April, each named in another order: 100 / 9 leaves room for 11.
        List<Callable<Decision>> wants = IntStream.range(0, 64)
                .<Callable<Decision>>mapToObj(i -> () -> reserve(
                        "lease-" + i,
                        i % 2 == 0
                                ? Map.of(MARCH, yuan("7"), APRIL, yuan("9"))
                                : Map.of(APRIL, yuan("9"), MARCH, yuan("7"))))
                .toList();
        List<Decision> decisions;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            decisions =
                    threads.invokeAll(wants).stream().map(BudgetTests::result).toList();
        }

        assertThat(decisions).filteredOn(new Decision.Granted()::equals).hasSize(11);
        assertThat(free(MARCH)).isEqualTo(yuan("23"));
        assertThat(free(APRIL)).isEqualTo(yuan("1"));
    }

    @Test
    void releases_and_bookings_in_between_never_let_more_in_than_there_is() throws Exception {
        List<Callable<Boolean>> work = IntStream.range(0, 48)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    Decision decision = reserve("lease-" + i, "30");
                    if (decision instanceof Decision.Granted) {
                        budgets.book("lease-" + i, "red", MARCH, yuan("1"));
                        budgets.release("lease-" + i);
                    }
                    return decision instanceof Decision.Granted;
                })
                .toList();
        long granted;
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            granted =
                    threads.invokeAll(work).stream().filter(BudgetTests::result).count();
        }

        assertThat(granted).isPositive();
        assertThat(free(MARCH)).isEqualTo(yuan("100").minus(yuan(String.valueOf(granted))));
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
