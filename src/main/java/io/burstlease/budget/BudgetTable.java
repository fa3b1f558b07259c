package io.burstlease.budget;

import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of budgets and reservations. */
@Repository
class BudgetTable {

    private static final String SELECT = """
            select
              b.team_id, b.month, b.amount, b.currency,
              coalesce(sum(r.booked), 0) as booked,
              coalesce(sum(greatest(0, r.reserved - r.booked)), 0) as reserved
            from team_budget b
            left join budget_reservation r on r.team_id = b.team_id and r.month = b.month
            where b.team_id = :team
              and b.month between :from and :to
            group by b.team_id, b.month
            order by b.month
            """;

    private final JdbcClient jdbc;

    BudgetTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a lease holds in a month. */
    record Share(Money reserved, Money booked) {

        /** What the lease takes of the budget, whichever is more. */
        Money taken() {
            return reserved.compareTo(booked) > 0 ? reserved : booked;
        }

        Share with(Money otherReserved) {
            return new Share(otherReserved, booked);
        }

        Money nothing() {
            return Money.zero(reserved.currency());
        }

        static Share none(String currency) {
            return new Share(Money.zero(currency), Money.zero(currency));
        }
    }

    List<BudgetView> list(String teamId, YearMonth from, YearMonth to) {
        return jdbc.sql(SELECT)
                .param("team", teamId)
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .query(BudgetTable::view)
                .list();
    }

    Optional<BudgetView> find(String teamId, YearMonth month) {
        return list(teamId, month, month).stream().findFirst();
    }

    /** Locks the budget rows in order of month. Not against rows that only point at them. */
    void lock(String teamId, Collection<YearMonth> months) {
        jdbc.sql("""
                        select month
                        from team_budget
                        where team_id = :team
                          and month in (:months)
                        order by month
                        for no key update
                        """)
                .param("team", teamId)
                .param("months", months.stream().map(month -> month.atDay(1)).toList())
                .query((row, number) -> row.getObject("month", LocalDate.class))
                .list();
    }

    Map<YearMonth, Share> shares(String leaseId) {
        Map<YearMonth, Share> shares = new HashMap<>();
        jdbc.sql("""
                        select r.month, r.reserved, r.booked, b.currency
                        from budget_reservation r
                        join team_budget b on b.team_id = r.team_id and b.month = r.month
                        where r.lease_id = :lease
                        """)
                .param("lease", leaseId)
                .query((row, number) -> shares.put(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        new Share(money(row, "reserved"), money(row, "booked"))))
                .list();
        return shares;
    }

    void reserve(String leaseId, String teamId, YearMonth month, Money reserved) {
        jdbc.sql("""
                        insert into budget_reservation (lease_id, team_id, month, reserved)
                        values (:lease, :team, :month, :reserved)
                        on conflict (lease_id, month) do update
                        set reserved = excluded.reserved
                        """)
                .param("lease", leaseId)
                .param("team", teamId)
                .param("month", month.atDay(1))
                .param("reserved", reserved.amount())
                .update();
    }

    /** Months in order, as everybody locks them. */
    void release(String leaseId) {
        jdbc.sql("""
                        update budget_reservation r
                        set reserved = 0
                        from (
                            select month
                            from budget_reservation
                            where lease_id = :lease
                            order by month
                            for update
                        ) as held
                        where r.lease_id = :lease
                          and r.month = held.month
                        """).param("lease", leaseId).update();
    }

    /** Locks the lease's share of the month, and makes one of nothing where there is none. */
    void hold(String leaseId, String teamId, YearMonth month, String currency) {
        jdbc.sql("""
                        insert into team_budget (team_id, month, amount, currency)
                        values (:team, :month, 0, :currency)
                        on conflict do nothing
                        """)
                .param("team", teamId)
                .param("month", month.atDay(1))
                .param("currency", currency)
                .update();
        jdbc.sql("""
                        insert into budget_reservation (lease_id, team_id, month, reserved)
                        values (:lease, :team, :month, 0)
                        on conflict (lease_id, month) do update
                        set reserved = budget_reservation.reserved
                        """)
                .param("lease", leaseId)
                .param("team", teamId)
                .param("month", month.atDay(1))
                .update();
    }

    void book(String leaseId, String teamId, YearMonth month, Money total) {
        hold(leaseId, teamId, month, total.currency());
        int booked = jdbc.sql("""
                        update budget_reservation
                        set booked = :booked
                        where lease_id = :lease
                          and month = :month
                        """)
                .param("lease", leaseId)
                .param("month", month.atDay(1))
                .param("booked", total.amount())
                .update();
        if (booked != 1) {
            throw new IllegalStateException("lease " + leaseId + " has no share of " + month + " to book to");
        }
    }

    private static BudgetView view(ResultSet row, int number) throws SQLException {
        return new BudgetView(
                row.getString("team_id"),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                money(row, "amount"),
                money(row, "booked"),
                money(row, "reserved"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return new Money(amount, row.getString("currency"));
    }
}
