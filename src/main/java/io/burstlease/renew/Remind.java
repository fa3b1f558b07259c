package io.burstlease.renew;

import io.burstlease.audit.Act;
import io.burstlease.budget.Projection;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.team.Teams;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells that a lease's end is near, by the ladder of its team. Of several rungs that have come only the nearest is
 * told, and one that lies before the lease was ACTIVE, or got the end it has, never.
 */
@Component
class Remind implements Errand {

    static final String NAME = "remind";

    private static final Duration DAY = Duration.ofDays(1);

    private final Leases leases;
    private final Teams teams;
    private final Clock clock;

    Remind(Leases leases, Teams teams, Clock clock) {
        this.leases = leases;
        this.teams = teams;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        return claim.settle(() -> {
            Lease lease = leases.lock(claim.thing());
            if (lease.state() != LeaseState.ACTIVE) {
                return Outcome.done("lease is " + lease.state());
            }
            Instant now = clock.instant();
            List<Duration> ladder = teams.get(lease.ask().teamId()).reminders();
            Optional<Duration> come = ladder.stream()
                    .filter(rung -> !lease.end().minus(rung).isAfter(now))
                    .min(Comparator.naturalOrder());
            if (come.isPresent() && now.isBefore(lease.end())) {
                leases.change(lease.id(), l -> l.remind(come.get(), detail(l, come.get()), act(l, now)));
            }
            return ladder.stream()
                    .filter(rung -> lease.end().minus(rung).isAfter(now))
                    .max(Comparator.naturalOrder())
                    .map(rung -> Outcome.wait(
                            Duration.between(now, lease.end().minus(rung)), "until " + rung + " before the end"))
                    .orElse(Outcome.done("nothing is left to remind of"));
        });
    }

    private static Act act(Lease lease, Instant now) {
        return Act.itself(now, "it ends at " + lease.end());
    }

    /** What another day would cost, for whoever has to decide. */
    private static Map<String, Object> detail(Lease lease, Duration before) {
        return Map.of(
                "before",
                before.toString(),
                "endsAt",
                lease.end(),
                "owner",
                lease.owner(),
                "anotherDay",
                Projection.total(
                        lease.ask().hourly(),
                        lease.ask().hosts(),
                        lease.end(),
                        lease.end().plus(DAY)));
    }
}
