package io.burstlease.apply;

import io.burstlease.audit.Act;
import io.burstlease.budget.Projection;
import io.burstlease.lease.Growth;
import io.burstlease.lease.Growths;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.money.Money;
import io.burstlease.team.TeamAccess;
import io.burstlease.team.Teams;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks for more hosts of a lease that is there: an application of its own, for the time that the lease has left. */
@Service
class Grow {

    private final Leases leases;
    private final Growths growths;
    private final Teams teams;
    private final TeamAccess access;
    private final Clock clock;

    Grow(Leases leases, Growths growths, Teams teams, TeamAccess access, Clock clock) {
        this.leases = leases;
        this.growths = growths;
        this.teams = teams;
        this.access = access;
        this.clock = clock;
    }

    @Transactional
    Growth request(Caller caller, String leaseId, GrowthRequest request) {
        access.mustAct(caller, leases.get(leaseId).ask().teamId());
        Lease lease = leases.lock(leaseId);
        if (lease.kept()) {
            throw ProblemException.conflict(
                    "wrong-state", "lease " + leaseId + " is there to keep a host, and does not grow");
        }
        List<Fault> faults = new ArrayList<>();
        String reason = reason(request.reason(), faults);
        int hosts = hosts(request.hosts(), lease, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        Instant now = clock.instant();
        return growths.request(leaseId, hosts, reason, cost(lease, hosts, now), Act.by(caller.actor(), now, reason));
    }

    private static String reason(@Nullable String stated, List<Fault> faults) {
        String reason = stated == null ? "" : stated.strip();
        if (reason.isEmpty()) {
            faults.add(new Fault("reason", "required", "Say why the lease needs more."));
        } else if (reason.length() > GrowthRequest.LONGEST_REASON) {
            faults.add(new Fault("reason", "size", "At most " + GrowthRequest.LONGEST_REASON + " characters."));
        }
        return reason;
    }

    private int hosts(@Nullable Integer hosts, Lease lease, List<Fault> faults) {
        if (hosts == null) {
            faults.add(new Fault("hosts", "required", "must be stated"));
            return 0;
        }
        int most = teams.get(lease.ask().teamId()).maxHosts();
        if (hosts < 1) {
            faults.add(new Fault("hosts", "min", "must be at least 1"));
        } else if (hosts > most - lease.ask().hosts()) {
            faults.add(new Fault(
                    "hosts",
                    Leases.OVER_TEAM_HOSTS,
                    "the lease has %d hosts, and team %s may hold %d"
                            .formatted(lease.ask().hosts(), lease.ask().teamId(), most)));
        }
        return hosts;
    }

    /** Until the end of the lease, at its price; nothing where that has come. */
    private static Money cost(Lease lease, int hosts, Instant now) {
        Instant end = lease.endAt().filter(at -> at.isAfter(now)).orElse(now);
        return Projection.total(lease.ask().hourly(), hosts, now, end);
    }
}
