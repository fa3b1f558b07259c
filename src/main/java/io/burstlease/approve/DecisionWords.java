package io.burstlease.approve;

import io.burstlease.approve.WaitingView.MonthlyNeed;
import io.burstlease.lease.Growth;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.Renewal;
import io.burstlease.money.Money;
import java.util.List;
import java.util.stream.Collectors;

/** What a decision is about in one line, because a lead reads it before anything else. */
final class DecisionWords {

    private DecisionWords() {}

    static String application(Lease lease, Money cost, List<MonthlyNeed> months) {
        LeaseAsk ask = lease.ask();
        String howLong = ask.term() == null ? "until " + ask.askedEndAt() : "for " + ask.term();
        String more = lease.autoRenew()
                .map(how -> " It renews itself by %s until %s.".formatted(how.term(), how.until()))
                .orElse("");
        return "%s asks for %d × %s %s, for %s: %s. %s%s"
                .formatted(
                        ask.applicant(),
                        ask.hosts(),
                        ask.hostClassId(),
                        howLong,
                        ask.projectId(),
                        ask.purpose(),
                        money(cost, months),
                        more);
    }

    static String renewal(Lease lease, Renewal renewal, List<MonthlyNeed> months) {
        LeaseAsk ask = lease.ask();
        return "%s asks to keep %d × %s of lease %s until %s: %s. %s"
                .formatted(
                        renewal.applicant(),
                        ask.hosts(),
                        ask.hostClassId(),
                        lease.id(),
                        renewal.newEndAt(),
                        renewal.reason(),
                        money(renewal.cost(), months));
    }

    static String growth(Lease lease, Growth growth, List<MonthlyNeed> months) {
        return "%s asks for %d × %s more for lease %s, until %s: %s. %s"
                .formatted(
                        growth.applicant(),
                        growth.hosts(),
                        lease.ask().hostClassId(),
                        lease.id(),
                        lease.end(),
                        growth.reason(),
                        money(growth.cost(), months));
    }

    private static String money(Money cost, List<MonthlyNeed> months) {
        return "At most %s; %s."
                .formatted(
                        cost.rounded(), months.stream().map(DecisionWords::free).collect(Collectors.joining(", ")));
    }

    private static String free(MonthlyNeed month) {
        Money free = month.free();
        return month.month() + (free == null ? " has no budget" : " has %s free".formatted(free.rounded()));
    }
}
