package io.burstlease.host;

import io.burstlease.cloud.LaunchRequest;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.naming.Marks;
import io.burstlease.settings.Installation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Service
class TakeoverBook implements Takeover {

    private final Leases leases;
    private final Hosts hosts;
    private final LaunchBook launches;
    private final AttemptBook attempts;
    private final Prepayments prepayments;
    private final Installation installation;
    private final Clock clock;

    TakeoverBook(
            Leases leases,
            Hosts hosts,
            LaunchBook launches,
            AttemptBook attempts,
            Prepayments prepayments,
            Installation installation,
            Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.launches = launches;
        this.attempts = attempts;
        this.prepayments = prepayments;
        this.installation = installation;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Host> of(String leaseId, Standing standing) {
        if (isKnown(standing)) {
            return Optional.empty();
        }
        Lease lease = leases.get(leaseId);
        String id = hosts.plan(leaseId, 1).getFirst().id();
        Instant now = clock.instant();
        Launch launch = launches.standing(new LaunchPlan(
                leaseId,
                standing.instanceType(),
                standing.zone(),
                standing.chargeType(),
                standing.hourlyPrice(),
                standing.gpus(),
                1,
                1));
        attempts.standing(launch.id(), now, token -> asItIs(lease, launch.id(), token, standing));
        PaidAhead paid = standing.paidAhead();
        if (paid != null) {
            // What was used up before is nobody's here.
            paid.leftAt(now).forEach((item, left) -> prepayments.pay(id, item, now, paid.until(), left, now));
        }
        return Optional.of(hosts.change(id, host -> host.takeOver(launch, standing, now)));
    }

    private boolean isKnown(Standing standing) {
        return hosts.byInstance(standing.instanceId())
                .or(() -> hosts.byNode(standing.nodeName()))
                .isPresent();
    }

    /** What would have bought it. */
    private LaunchRequest asItIs(Lease lease, String launchId, String token, Standing standing) {
        return new LaunchRequest(
                token,
                standing.zone(),
                standing.vSwitchId(),
                "",
                "",
                standing.instanceType(),
                1,
                1,
                standing.chargeType(),
                null,
                null,
                null,
                standing.nodeName(),
                standing.systemDisk(),
                standing.dataDisks(),
                null,
                null,
                "",
                Marks.tags(installation.id(), lease.id(), lease.ask().teamId(), launchId, token));
    }
}
