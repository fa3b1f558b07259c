package io.burstlease.budget;

import io.burstlease.testing.Market;
import io.burstlease.testing.SchemaGuard;
import io.burstlease.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetSchemaTests {

    private final JdbcClient owner = JdbcClient.create(TestDatabase.fresh().owner());
    private final SchemaGuard schema = new SchemaGuard(owner);

    @BeforeAll
    void aBudget() {
        Market.in(owner).budget("red", "2026-03", "100");
    }

    @Test
    void a_budget_is_a_teams_for_a_month_that_begins_with_its_first_day() {
        schema.refuses("insert into team_budget values ('green', '2026-03-01', 1, 'CNY')", "team_budget_team_id_fkey");
        schema.refuses("insert into team_budget values ('red', '2026-03-02', 1, 'CNY')", "team_budget_month_check");
        schema.refuses("insert into team_budget values ('red', '2026-03-01', 1, 'CNY')", "team_budget_pkey");
        schema.refuses("insert into team_budget values ('red', '2026-04-01', -1, 'CNY')", "team_budget_amount_check");
        schema.refuses("insert into team_budget values ('red', '2026-04-01', 1, 'yuan')", "team_budget_currency_check");
    }

    @Test
    void a_reservation_stands_once_per_lease_and_month_in_a_budget_and_is_never_negative() {
        schema.accepts("insert into budget_reservation values ('a', 'red', '2026-03-01', 1, 0)");
        schema.refuses(
                "insert into budget_reservation values ('a', 'red', '2026-03-01', 1, 0)", "budget_reservation_pkey");
        schema.refuses(
                "insert into budget_reservation values ('b', 'red', '2026-04-01', 1, 0)",
                "budget_reservation_team_id_month_fkey");
        schema.refuses(
                "insert into budget_reservation values ('b', 'red', '2026-03-01', -1, 0)",
                "budget_reservation_reserved_check");
        schema.refuses(
                "insert into budget_reservation values ('b', 'red', '2026-03-01', 1, -1)",
                "budget_reservation_booked_check");
        schema.refuses("delete from team_budget", "budget_reservation_team_id_month_fkey");
    }
}
