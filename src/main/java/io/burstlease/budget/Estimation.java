package io.burstlease.budget;

import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.FeasibilityCheck;
import io.burstlease.offer.Need;
import io.burstlease.offer.Offers;
import io.burstlease.offer.Verdict;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

@Service
class Estimation implements Estimates {

    private static final Comparator<Verdict> WORST_FIRST =
            Comparator.comparing(Verdict::outcome).reversed().thenComparing(Verdict::check);

    private final Offers offers;
    private final Exposures exposures;
    private final Budgets budgets;
    private final BillingZone billingZone;
    private final ObjectProvider<FeasibilityCheck> checks;

    Estimation(
            Offers offers,
            Exposures exposures,
            Budgets budgets,
            BillingZone billingZone,
            ObjectProvider<FeasibilityCheck> checks) {
        this.offers = offers;
        this.exposures = exposures;
        this.budgets = budgets;
        this.billingZone = billingZone;
        this.checks = checks;
    }

    @Override
    public Estimate of(Need need) {
        Money hourly = offers.hourlyCeiling(need).orElse(null);
        List<Estimate.Month> months = exposures.of(need).stream()
                .flatMap(parts -> parts.entrySet().stream())
                .map(month -> month(need.teamId(), month.getKey(), month.getValue()))
                .toList();
        List<Verdict> verdicts = checks.stream()
                .map(check -> check.check(need))
                .sorted(WORST_FIRST)
                .toList();
        return new Estimate(hourly, offers.prepaidCeiling(need).orElse(null), months, offers.rank(need), verdicts);
    }

    @Override
    public List<Way> compare(List<Need> needs, Instant until) {
        return Way.bestFirst(
                needs.stream().map(need -> Way.of(need, of(need), until)).toList());
    }

    private Estimate.Month month(String teamId, YearMonth month, Money needed) {
        return new Estimate.Month(
                month, needed, budgets.of(teamId, month).map(BudgetView::free).orElse(null));
    }

    @Override
    public SortedMap<YearMonth, Money> exposure(Money hourlyPerHost, int hosts, Instant from, Instant hardEnd) {
        return Projection.of(hourlyPerHost, hosts, from, hardEnd.plus(DEAD_MAN_MARGIN), billingZone);
    }
}
