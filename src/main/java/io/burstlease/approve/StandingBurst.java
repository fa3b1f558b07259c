package io.burstlease.approve;

import io.burstlease.audit.Act;
import io.burstlease.budget.Terms;
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
        Instant start = lease.ask().startsAt();
        Instant end = exposure.latestEnd(lease.ask(), now);
        Money limit = team.standingBurstLimit();
        Terms terms = exposure.terms(lease, exposure.estimate(lease, start, end), end);
        if (terms.total().compareTo(limit) > 0) {
            leases.note(lease.id(), "left-to-lead", act(now, "over the limit of " + limit.rounded()), Map.of());
            return;
        }
        switch (exposure.grant(lease, start, end, terms.quote())) {
            case Grant.Agreed ignored ->
                leases.change(lease.id(), l -> l.approve(end, act(now, "within the limit of " + limit.rounded())));
            case Grant.Refused refused ->
                leases.note(lease.id(), "left-to-lead", act(now, refused.why().reason()), Map.of());
        }
    }

    private static Act act(Instant at, String reason) {
        return new Act(Act.SELF, at, reason, POLICY);
    }
}
