package io.burstlease.approve;

import io.burstlease.audit.Act;
import io.burstlease.budget.Budgets;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseEvent;
import io.burstlease.lease.Leases;
import io.burstlease.money.Money;
import io.burstlease.team.Team;
import io.burstlease.team.Teams;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Grants a platform's request at once, inside the standing limit and the budget of its team; everything else waits for
 * a lead. Runs in the transaction of the application.
 */
@Component
class StandingBurst {

    static final String POLICY = "standing-burst-limit/1";

    private final Leases leases;
    private final Teams teams;
    private final Exposure exposure;
    private final Clock clock;

    StandingBurst(Leases leases, Teams teams, Exposure exposure, Clock clock) {
        this.leases = leases;
        this.teams = teams;
        this.exposure = exposure;
        this.clock = clock;
    }

    @EventListener
    @Order(0)
    void on(LeaseEvent.Requested requested) {
        Lease lease = leases.get(requested.leaseId());
        Team team = teams.get(lease.ask().teamId());
        if (team.standingBurstLimit() == null || !teams.actsFor(lease.ask().applicant(), team.id())) {
            return;
        }
        Instant now = clock.instant();
        Instant end = exposure.latestEnd(lease.ask(), lease.requestedAt(), now);
        Money limit = team.standingBurstLimit();
        Money total = exposure.total(lease, end);
        if (total.compareTo(limit) > 0) {
            leases.note(lease.id(), "left-to-lead", act(now, "over the limit of " + limit.rounded()), Map.of());
        } else if (exposure.reserve(lease, end) instanceof Budgets.Decision.Short shortage) {
            leases.note(lease.id(), "left-to-lead", act(now, shortage.reason()), Map.of());
        } else {
            leases.change(lease.id(), l -> l.approve(end, act(now, "within the limit of " + limit.rounded())));
        }
    }

    private static Act act(Instant at, String reason) {
        return new Act(Act.SELF, at, reason, POLICY);
    }
}
