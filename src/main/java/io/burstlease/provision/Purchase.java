package io.burstlease.provision;

import io.burstlease.catalog.Catalog;
import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cluster.ApiServer;
import io.burstlease.host.Attempts;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Launch;
import io.burstlease.host.LaunchPlan;
import io.burstlease.host.Launches;
import io.burstlease.lease.DeadMan;
import io.burstlease.lease.Lease;
import io.burstlease.lease.Leases;
import io.burstlease.naming.Marks;
import io.burstlease.naming.RandomId;
import io.burstlease.offer.Offer;
import io.burstlease.offer.Prepaid;
import io.burstlease.offer.Prices;
import io.burstlease.settings.Installation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records the intent to buy, whole: launches with their first attempts frozen, in the transaction of the caller. */
@Component
class Purchase {

    /** Most hosts of one {@code RunInstances}. */
    private static final int MOST_HOSTS = 100;

    private static final int TOKEN_ID_LENGTH = 6;

    /** As many as ECS takes in {@code SpotPriceLimit}. */
    private static final int SPOT_DECIMALS = 3;

    private final Leases leases;
    private final Hosts hosts;
    private final Launches launches;
    private final Attempts attempts;
    private final Catalog catalog;
    private final Prices prices;
    private final UserData userData;
    private final PlacementLog log;
    private final MayBuy mayBuy;
    private final Funds funds;
    private final Installation installation;
    private final ProvisionSettings settings;
    private final Clock clock;

    Purchase(
            Leases leases,
            Hosts hosts,
            Launches launches,
            Attempts attempts,
            Catalog catalog,
            Prices prices,
            UserData userData,
            PlacementLog log,
            MayBuy mayBuy,
            Funds funds,
            Installation installation,
            ProvisionSettings settings,
            Clock clock) {
        this.leases = leases;
        this.hosts = hosts;
        this.launches = launches;
        this.attempts = attempts;
        this.catalog = catalog;
        this.prices = prices;
        this.userData = userData;
        this.log = log;
        this.mayBuy = mayBuy;
        this.funds = funds;
        this.installation = installation;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Intends to buy every planned host of the lease as this offer, unless something stands against it by now.
     *
     * @return what stands against it; empty when the intent is on record
     */
    Optional<String> intend(String leaseId, Offer offer, ApiServer apiServer) {
        Lease lease = leases.lock(leaseId);
        Optional<String> obstacle =
                unsettled(leaseId).or(() -> mayBuy.obstacle(lease)).or(() -> funds.hold(lease, 0));
        if (obstacle.isPresent()) {
            return obstacle;
        }
        List<String> planned = hosts.ofLease(leaseId).stream()
                .filter(host -> host.state() == HostState.PLANNED)
                .map(Host::id)
                .toList();
        for (int from = 0; from < planned.size(); from += MOST_HOSTS) {
            launch(lease, offer, planned.subList(from, Math.min(planned.size(), from + MOST_HOSTS)), apiServer);
        }
        return Optional.empty();
    }

    private Optional<String> unsettled(String leaseId) {
        return launches.ofLease(leaseId).stream()
                .filter(launch -> !launch.state().isSettled())
                .findFirst()
                .map(launch -> "unsettled: it is not known what launch " + launch.id() + " brought");
    }

    private void launch(Lease lease, Offer offer, List<String> hostIds, ApiServer apiServer) {
        Instant now = clock.instant();
        boolean gang = lease.ask().minHosts() == lease.ask().hosts();
        int amount = hostIds.size();
        LaunchPlan plan = new LaunchPlan(
                lease.id(),
                offer.instanceType(),
                offer.zone(),
                offer.chargeType(),
                offer.hourly(),
                offer.gpus(),
                amount,
                gang ? amount : 1);
        Launch launch = launches.intend(plan, hostIds);
        String tokenId = RandomId.characters(TOKEN_ID_LENGTH);
        HostClass hostClass = catalog.hostClass(lease.ask().hostClassId());
        String script = userData.script(launch.id(), tokenId, apiServer, hostClass, offer.gpus());
        attempts.freeze(
                launch.id(),
                tokenId,
                now,
                (number, token) -> request(lease, launch, offer, hostClass, script, number, token));
        log.tried(launch, offer, now);
    }

    /** Of the host without its disks, as the cloud takes it: with three decimals at most, and rather less than more. */
    private @Nullable String spotLimit(Lease lease, Offer offer) {
        BigDecimal limit = lease.ask().spotPriceLimit();
        if (limit == null || offer.chargeType() != ChargeType.SPOT) {
            return null;
        }
        BigDecimal host = prices.hostPrice(offer.instanceType(), offer.zone(), ChargeType.SPOT, clock.instant())
                .map(price -> price.perHour().amount())
                .orElseThrow(() -> new IllegalStateException("an offer without a price: " + offer));
        BigDecimal disks = offer.hourly().amount().subtract(host);
        return limit.subtract(disks).setScale(SPOT_DECIMALS, RoundingMode.DOWN).toPlainString();
    }

    private LaunchRequest request(
            Lease lease, Launch launch, Offer offer, HostClass hostClass, String script, int number, String token) {
        Prepaid prepaid = offer.prepaid();
        return new LaunchRequest(
                token,
                offer.zone(),
                offer.vSwitchId(),
                settings.securityGroupId(),
                hostClass.image().cloudImageId(),
                offer.instanceType(),
                launch.amount(),
                launch.minAmount(),
                offer.chargeType(),
                prepaid == null ? null : prepaid.period(),
                spotLimit(lease, offer),
                prepaid == null ? DeadMan.of(lease, clock.instant()) : null,
                launch.id() + "-[1,3]",
                hostClass.systemDisk(),
                hostClass.dataDisks(),
                settings.resourceGroupId(),
                settings.ramRole(),
                script,
                Marks.tags(
                        installation.id(), lease.id(), lease.ask().teamId(), launch.id(), launch.id() + "." + number));
    }
}
