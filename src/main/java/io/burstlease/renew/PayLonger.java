package io.burstlease.renew;

import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.CloudSubscriptions;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.OrderReply;
import io.burstlease.cloud.Sighting;
import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.host.Prepayments;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.offer.Prepaid;
import io.burstlease.offer.Prices;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Pays a pre-paid host for as long as its lease lasts. The end that the cloud shows is read first and stands with the
 * order; the order is executed once a later end is shown, and repeated only after a reading that shows the old one:
 * with the same token while the cloud may remember it, and as another order once the first can have no effect any more.
 */
@Component
class PayLonger implements Errand {

    static final String NAME = "pay-longer";

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(PayLonger.class);

    private final PaidRenewals renewals;
    private final Hosts hosts;
    private final Leases leases;
    private final Prepayments prepayments;
    private final Prices prices;
    private final Catalog catalog;
    private final CloudHosts cloud;
    private final CloudSubscriptions subscriptions;
    private final Clock clock;

    PayLonger(
            PaidRenewals renewals,
            Hosts hosts,
            Leases leases,
            Prepayments prepayments,
            Prices prices,
            Catalog catalog,
            CloudHosts cloud,
            CloudSubscriptions subscriptions,
            Clock clock) {
        this.renewals = renewals;
        this.hosts = hosts;
        this.leases = leases;
        this.prepayments = prepayments;
        this.prices = prices;
        this.catalog = catalog;
        this.cloud = cloud;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        Optional<PaidRenewal> open = renewals.open(host.id());
        if (open.isPresent()) {
            // Also for a host that leaves: what was ordered is to be known.
            return open.get().firstSentAt() == null ? send(claim, host, open.get()) : prove(claim, host, open.get());
        }
        Optional<Instant> until = shortUntil(host);
        return until.isEmpty() ? Outcome.done("it is paid for as long as it is wanted") : order(claim, host);
    }

    /** Until when it has to be paid for; empty when it is, or is not wanted any more. */
    private Optional<Instant> shortUntil(Host host) {
        boolean stays = host.chargeType().equals(Optional.of(ChargeType.PREPAID))
                && host.state().costs()
                && host.leaving().isEmpty();
        return host.wantedReleaseAt()
                .filter(wanted -> stays)
                .filter(wanted ->
                        prepayments.paidUntil(host.id()).filter(wanted::isAfter).isPresent());
    }

    private Outcome order(Claim claim, Host host) {
        Instant wanted = host.wantedReleaseAt().orElseThrow();
        Instant paidUntil = prepayments.paidUntil(host.id()).orElseThrow();
        Lease lease = leases.get(hosts.leaseOf(host.id()).orElseThrow());
        Optional<Prepaid> longer = prices.prepaid(
                catalog.hostClass(lease.ask().hostClassId()),
                host.instanceType().orElseThrow(),
                host.zone().orElseThrow(),
                paidUntil,
                wanted,
                clock.instant());
        if (longer.isEmpty()) {
            LOG.error("Host {} is paid until {}: no period with a known price covers {}", host.id(), paidUntil, wanted);
            return Outcome.wait(TRY_AGAIN, "unknown-price: no period covers " + wanted);
        }
        Optional<Instant> seenUntil = read(host).instances().stream()
                .map(InstanceSeen::expiredTime)
                .filter(Objects::nonNull)
                .findFirst();
        if (seenUntil.isEmpty()) {
            return Outcome.wait(TRY_AGAIN, "the cloud does not show until when it is paid for");
        }
        write(claim, host, () -> {
            if (shortUntil(hosts.get(host.id())).isPresent()
                    && renewals.open(host.id()).isEmpty()) {
                Prepaid paid = longer.get();
                renewals.order(host.id(), paid.period(), paidUntil, seenUntil.get(), clock.instant());
            }
            return true;
        });
        return Outcome.next();
    }

    private Outcome send(Claim claim, Host host, PaidRenewal order) {
        boolean recorded = write(claim, host, () -> {
            boolean wanted = shortUntil(hosts.get(host.id())).isPresent();
            if (wanted) {
                renewals.send(order.id(), clock.instant());
            } else if (order.firstSentAt() == null) {
                renewals.settle(order.id(), "DROPPED", "not wanted any more", clock.instant());
            }
            return wanted;
        });
        if (!recorded) {
            return order.firstSentAt() == null ? Outcome.next() : Outcome.wait(TRY_AGAIN, "not wanted any more");
        }
        OrderReply reply = subscriptions.renew(host.instanceId().orElseThrow(), order.period(), order.token());
        if (reply instanceof OrderReply.Refused no && order.firstSentAt() == null) {
            LOG.warn("Host {} is not paid for longer: {} {}", host.id(), no.code(), no.message());
            write(claim, host, () -> renewals.settle(order.id(), "DROPPED", no.code(), clock.instant()));
            return Outcome.wait(TRY_AGAIN, "refused: " + no.code());
        }
        return reply instanceof OrderReply.Placed
                ? Outcome.next()
                : Outcome.wait(SOON, "to be seen paid for longer: " + reply);
    }

    private Outcome prove(Claim claim, Host host, PaidRenewal order) {
        Sighting sighting = read(host);
        Optional<Instant> shown = sighting.instances().stream()
                .map(InstanceSeen::expiredTime)
                .filter(Objects::nonNull)
                .findFirst();
        if (shown.filter(order.seenUntil()::isBefore).isPresent()) {
            write(claim, host, () -> done(host, order));
            return Outcome.next();
        }
        Instant now = clock.instant();
        if (shown.isPresent()
                && now.isBefore(Objects.requireNonNull(order.firstSentAt()).plus(CloudSubscriptions.TOKEN_LIFE))) {
            return send(claim, host, order);
        }
        Instant settled = Objects.requireNonNull(order.lastSentAt()).plus(CloudSubscriptions.LATEST_EFFECT);
        if (sighting.sentAt().isBefore(settled)) {
            return Outcome.wait(TRY_AGAIN, "an order without an answer may be executed until " + settled);
        }
        write(claim, host, () -> renewals.settle(order.id(), "DROPPED", "nothing came of it", clock.instant()));
        return Outcome.next();
    }

    private boolean done(Host host, PaidRenewal order) {
        Instant now = clock.instant();
        boolean settled = renewals.settle(order.id(), "DONE", null, now);
        if (settled) {
            hosts.change(host.id(), h -> h.paidLonger(order.period(), order.paidUntil(), order.orderedAt(), now));
        }
        return settled;
    }

    private Sighting read(Host host) {
        return cloud.listByIds(List.of(host.instanceId().orElseThrow()));
    }

    /** Under the lease's lock, which its end takes as well. */
    private boolean write(Claim claim, Host host, Supplier<Boolean> work) {
        return claim.settle((Supplier<Boolean>) () -> {
            hosts.leaseOf(host.id()).ifPresent(leases::lock);
            return work.get();
        });
    }
}
