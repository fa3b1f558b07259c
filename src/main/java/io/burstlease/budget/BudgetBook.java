package io.burstlease.budget;

import io.burstlease.money.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Service
class BudgetBook implements Budgets {

    private final BudgetTable table;

    BudgetBook(BudgetTable table) {
        this.table = table;
    }

    @Override
    public Optional<BudgetView> of(String teamId, YearMonth month) {
        return table.find(teamId, month);
    }

    @Override
    public List<BudgetView> list(String teamId, YearMonth from, YearMonth to) {
        return table.list(teamId, from, to);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision reserve(String leaseId, String teamId, Map<YearMonth, Money> perMonth) {
        SortedMap<YearMonth, Money> wanted = new TreeMap<>(perMonth);
        table.shares(leaseId).forEach((month, share) -> wanted.putIfAbsent(month, share.nothing()));
        if (wanted.isEmpty()) {
            return new Decision.Granted();
        }
        table.lock(teamId, wanted.keySet());
        Decision decision = foresee(leaseId, teamId, wanted);
        if (decision instanceof Decision.Granted) {
            wanted.forEach((month, money) -> table.reserve(leaseId, teamId, month, money));
        }
        return decision;
    }

    @Override
    public Decision foresee(String leaseId, String teamId, Map<YearMonth, Money> perMonth) {
        Map<YearMonth, BudgetTable.Share> held = table.shares(leaseId);
        return new TreeMap<>(perMonth)
                .entrySet().stream()
                        .map(month -> refusal(teamId, month.getKey(), month.getValue(), held.get(month.getKey())))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseGet(Decision.Granted::new);
    }

    /** Why the lease cannot have this much of the month; empty when it can. */
    private Optional<Decision> refusal(String teamId, YearMonth month, Money wanted, BudgetTable.@Nullable Share held) {
        Optional<BudgetView> budget = table.find(teamId, month);
        if (budget.isEmpty()) {
            return Optional.of(new Decision.Short(month, NO_BUDGET, Money.zero(wanted.currency()), wanted));
        }
        BudgetTable.Share before = held == null ? BudgetTable.Share.none(wanted.currency()) : held;
        Money taken = before.with(wanted).taken();
        Money free = budget.get().free().plus(before.taken());
        boolean rises = taken.compareTo(before.taken()) > 0;
        return rises && taken.compareTo(free) > 0
                ? Optional.of(new Decision.Short(month, OVER_BUDGET, free, taken))
                : Optional.empty();
    }

    @Override
    @Transactional
    public void release(String leaseId) {
        table.release(leaseId);
    }

    @Override
    public Money spent(String leaseId, String currency) {
        return Projection.sum(
                table.shares(leaseId).values().stream()
                        .map(BudgetTable.Share::booked)
                        .toList(),
                currency);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(String leaseId, String teamId, YearMonth month, String currency) {
        table.hold(leaseId, teamId, month, currency);
    }

    @Override
    @Transactional
    public void book(String leaseId, String teamId, YearMonth month, Money total) {
        table.book(leaseId, teamId, month, total);
    }
}
