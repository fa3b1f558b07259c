package io.burstlease.release;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.DeleteReply;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.host.Prepayments;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Ends a pre-paid host, which the cloud does not delete while it is paid for: given up for what is paid back, or held
 * until what was paid runs out and then deleted.
 */
@Component
class EndPrepaid implements Errand {

    static final String NAME = "end-prepaid";

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    /** The cloud goes on until the end of the day; nothing is to be had before. */
    private static final Duration ASK_LATER = Duration.ofMinutes(10);

    private final Hosts hosts;
    private final Leases leases;
    private final Prepayments prepayments;
    private final PrepaidEndings endings;
    private final GiveUp giveUp;
    private final CloudHosts cloud;
    private final ReleaseSettings settings;
    private final Clock clock;

    EndPrepaid(
            Hosts hosts,
            Leases leases,
            Prepayments prepayments,
            PrepaidEndings endings,
            GiveUp giveUp,
            CloudHosts cloud,
            ReleaseSettings settings,
            Clock clock) {
        this.hosts = hosts;
        this.leases = leases;
        this.prepayments = prepayments;
        this.endings = endings;
        this.giveUp = giveUp;
        this.cloud = cloud;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        if (!host.chargeType().equals(Optional.of(ChargeType.PREPAID))) {
            return Outcome.done("nothing was paid in advance");
        }
        return switch (host.state()) {
            case HELD -> wait(claim, host);
            case DELETING -> end(claim, host);
            case PLANNED, LAUNCHING, BOOTING, JOINING, PREPARING, READY, DRAINING, GONE ->
                Outcome.done("host is " + host.state());
        };
    }

    private Outcome wait(Claim claim, Host host) {
        Instant now = clock.instant();
        Optional<Instant> until = prepayments.paidUntil(host.id());
        if (until.isEmpty()) {
            return Outcome.wait(ASK_LATER, "unknown-price: it is not known until when it is paid for");
        }
        if (now.isBefore(until.get())) {
            return Outcome.wait(Duration.between(now, until.get()), "held until " + until.get());
        }
        change(claim, host, HostState.HELD, held -> held.delete(Leaving.RELEASED, "it has run out", now));
        return Outcome.next();
    }

    private Outcome end(Claim claim, Host host) {
        if (endings.isOrderOpen(host.id())) {
            return Outcome.wait(SOON, "it is not known whether another period is paid");
        }
        if (prepayments
                .paidUntil(host.id())
                .filter(until -> !clock.instant().isBefore(until))
                .isPresent()) {
            return delete(claim, host);
        }
        PrepaidEnding ending = endings.of(host.id());
        boolean released = host.leaving().equals(Optional.of(Leaving.RELEASED));
        if (settings.prepaidEnd() == ReleaseSettings.PrepaidEnd.HOLD
                && released
                && ending.equals(PrepaidEnding.NOT_BEGUN)) {
            hold(claim, host, "policy: held until it is given up or runs out");
            return Outcome.next();
        }
        Instant refused = ending.refusedAt();
        if (refused != null && !refused.isBefore(host.stateSince())) {
            hold(claim, host, "refund refused: " + ending.refusal());
            return Outcome.next();
        }
        return giveUp.step(claim, host, ending);
    }

    private void hold(Claim claim, Host host, String reason) {
        Instant now = clock.instant();
        change(claim, host, HostState.DELETING, deleting -> {
            endings.hold(host.id(), now);
            deleting.holdPaid(reason, now);
        });
    }

    private void change(Claim claim, Host host, HostState in, Consumer<Host> verb) {
        claim.settle(() -> {
            hosts.leaseOf(host.id()).ifPresent(leases::lock);
            hosts.change(host.id(), h -> {
                if (h.state() == in) {
                    verb.accept(h);
                }
            });
        });
    }

    /** One that has run out is deleted as any other. */
    private Outcome delete(Claim claim, Host host) {
        DeleteReply reply =
                cloud.delete(List.of(host.instanceId().orElseThrow())).getFirst();
        boolean late = clock.instant().isAfter(host.stateSince().plus(settings.deleteDeadline()));
        boolean refused = reply instanceof DeleteReply.Stuck;
        String stuck = reply instanceof DeleteReply.Stuck no ? no.code() : late ? "delete-not-confirmed" : null;
        tell(claim, host, stuck);
        return Outcome.wait(refused ? ASK_LATER : ASK_AGAIN, "it has run out and is to be seen gone");
    }

    private void tell(Claim claim, Host host, @Nullable String stuck) {
        if (!host.stuckCode().equals(Optional.ofNullable(stuck))) {
            change(claim, host, HostState.DELETING, h -> h.stuck(stuck, clock.instant()));
        }
    }
}
