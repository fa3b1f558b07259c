package io.burstlease.provision;

import io.burstlease.audit.Act;
import io.burstlease.budget.Budgets;
import io.burstlease.catalog.Catalog;
import io.burstlease.cluster.ApiServer;
import io.burstlease.cluster.Joining;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Launches;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.money.BillingZone;
import io.burstlease.offer.Need;
import io.burstlease.offer.Offer;
import io.burstlease.offer.Offers;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds offers for the planned hosts of a lease, one after the other, until all are bought or the wait is over. */
@Component
class Place implements Errand {

    static final String NAME = "place";

    /** What a lease waits for; {@code HOSTS} once everything is bought. */
    private static final String STOCK = "STOCK";

    private static final String HOSTS = "HOSTS";
    private static final String PAUSED = "PAUSED";
    private static final String BUDGET = "BUDGET";

    /** Stock may come back and prices may change without anybody saying so. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Leases leases;
    private final Hosts hosts;
    private final Launches launches;
    private final Offers offers;
    private final Catalog catalog;
    private final Joining joining;
    private final Purchase purchase;
    private final Replacements replacements;
    private final Shortfall shortfall;
    private final PlacementLog log;
    private final MayBuy mayBuy;
    private final BillingZone billingZone;
    private final Clock clock;

    Place(
            Leases leases,
            Hosts hosts,
            Launches launches,
            Offers offers,
            Catalog catalog,
            Joining joining,
            Purchase purchase,
            Replacements replacements,
            Shortfall shortfall,
            PlacementLog log,
            MayBuy mayBuy,
            BillingZone billingZone,
            Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.launches = launches;
        this.offers = offers;
        this.catalog = catalog;
        this.joining = joining;
        this.purchase = purchase;
        this.replacements = replacements;
        this.shortfall = shortfall;
        this.log = log;
        this.mayBuy = mayBuy;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Lease lease = leases.get(claim.thing());
        return switch (lease.state()) {
            case APPROVED -> begin(claim, lease);
            case PROVISIONING, ACTIVE -> place(claim, lease);
            case REQUESTED, RELEASING, RELEASED, REJECTED, CANCELLED, LAPSED, FAILED ->
                Outcome.done("lease is " + lease.state());
        };
    }

    private Outcome begin(Claim claim, Lease lease) {
        Instant now = clock.instant();
        if (now.isBefore(lease.ask().startsAt())) {
            return Outcome.wait(Duration.between(now, lease.ask().startsAt()), "until its start");
        }
        claim.settle(() -> {
            if (leases.lock(lease.id()).state() == LeaseState.APPROVED) {
                leases.change(lease.id(), l -> l.beginProvisioning(Act.itself(now, "its start came")));
                hosts.plan(lease.id(), lease.ask().hosts());
            }
        });
        return Outcome.next();
    }

    private Outcome place(Claim claim, Lease lease) {
        Replacements.Standing missing = replacements.of(lease, hosts.everOfLease(lease.id()));
        Optional<String> shortage = missing.allowed() > 0 ? claim.settle(() -> replace(lease.id())) : Optional.empty();
        if (claim.settle(() -> shortfall.judge(leases.lock(lease.id())))) {
            return Outcome.next();
        }
        if (launches.ofLease(lease.id()).stream()
                .anyMatch(launch -> !launch.state().isSettled())) {
            return waitFor(claim, lease, HOSTS, Optional.empty(), "a purchase is not settled");
        }
        if (planned(lease.id()).isEmpty()) {
            return shortage.isPresent()
                    ? waitFor(claim, lease, BUDGET, Optional.empty(), shortage.get())
                    : complete(claim, lease, missing);
        }
        Optional<String> obstacle = mayBuy.obstacle(lease);
        if (obstacle.isPresent()) {
            return waitFor(claim, lease, PAUSED, Optional.empty(), obstacle.get());
        }
        return buy(claim, lease);
    }

    private Optional<String> replace(String leaseId) {
        Lease lease = leases.lock(leaseId);
        return mayBuy.obstacle(lease).isEmpty() ? replacements.plan(lease) : Optional.empty();
    }

    private Outcome complete(Claim claim, Lease lease, Replacements.Standing missing) {
        if (lease.state() == LeaseState.PROVISIONING || missing.until().isPresent()) {
            return waitFor(claim, lease, HOSTS, missing.until(), missing.brake().orElse("every host is on its way"));
        }
        mark(claim, lease, null);
        return Outcome.done(missing.brake().orElse("every host has its place"));
    }

    private Outcome buy(Claim claim, Lease lease) {
        Instant now = clock.instant();
        Need need = new Need(
                lease.ask().teamId(),
                catalog.hostClass(lease.ask().hostClassId()),
                lease.ask().hosts(),
                lease.ask().minHosts(),
                lease.ask().zone(),
                lease.ask().chargeType(),
                now,
                lease.neededUntil(now, lease.end(), billingZone));
        Choice choice =
                Choice.of(lease.ask(), offers.rank(need), hosts.everOfLease(lease.id()), log.of(lease.id()), now);
        Offer taken = choice.taken();
        if (taken == null) {
            claim.settle(() -> choice.findings().forEach(finding -> log.passed(lease.id(), finding, now)));
            if (choice.gatherAgain() && claim.settle(() -> shortfall.gatherAgain(leases.lock(lease.id())))) {
                return Outcome.next();
            }
            return waitFor(claim, lease, STOCK, choice.until(), "no offer can be taken");
        }
        ApiServer apiServer = joining.apiServer();
        Optional<String> obstacle = claim.settle(() -> {
            choice.findings().forEach(finding -> log.passed(lease.id(), finding, now));
            return purchase.intend(lease.id(), taken, apiServer);
        });
        return obstacle.filter(Place::isMoney)
                .map(shortage -> waitFor(claim, lease, BUDGET, Optional.empty(), shortage))
                .orElse(Outcome.next());
    }

    private static boolean isMoney(String obstacle) {
        return obstacle.startsWith(Budgets.OVER_BUDGET) || obstacle.startsWith(Budgets.NO_BUDGET);
    }

    private List<Host> planned(String leaseId) {
        return hosts.ofLease(leaseId).stream()
                .filter(host -> host.state() == HostState.PLANNED)
                .toList();
    }

    private Outcome waitFor(Claim claim, Lease lease, String what, Optional<Instant> until, String why) {
        boolean provisioning = lease.state() == LeaseState.PROVISIONING;
        mark(claim, lease, what);
        Instant now = clock.instant();
        Instant next = now.plus(LONGEST_WAIT);
        Instant known = until.filter(at -> at.isAfter(now)).orElse(next);
        Instant over = provisioning && lease.giveUpAt().isAfter(now) ? lease.giveUpAt() : next;
        Instant first = known.isBefore(next) ? known : next;
        return Outcome.wait(Duration.between(now, over.isBefore(first) ? over : first), why);
    }

    private void mark(Claim claim, Lease lease, @Nullable String what) {
        if (!Objects.equals(lease.waitingFor().orElse(null), what)) {
            claim.settle(() -> {
                if (leases.lock(lease.id()).state() == lease.state()) {
                    leases.change(lease.id(), l -> l.waitFor(what));
                }
            });
        }
    }
}
