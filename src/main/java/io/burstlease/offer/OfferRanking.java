package io.burstlease.offer;

import io.burstlease.catalog.InstanceType;
import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

@Service
class OfferRanking implements Offers {

    /**
     * Usable before not, then cheap before dear and dear before unknown; ids last, so that the order is always the
     * same.
     */
    private static final Comparator<RankedOffer> ORDER = Comparator.comparing(RankedOffer::isUsable)
            .reversed()
            .thenComparing(
                    ranked -> ranked.offer().knownHourly(), Comparator.nullsLast(Comparator.<Money>naturalOrder()))
            .thenComparing(ranked -> ranked.offer().zone())
            .thenComparing(ranked -> ranked.offer().instanceType());

    private final Zones zones;
    private final PriceBook prices;
    private final StockMemoryTable memory;
    private final Clock clock;

    OfferRanking(Zones zones, PriceBook prices, StockMemoryTable memory, Clock clock) {
        this.zones = zones;
        this.prices = prices;
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public List<RankedOffer> rank(Need need) {
        List<Refusal> refusals = memory.inForce(need.chargeType());
        PriceList list = prices(need, need.chargeType());
        return zones.all().stream()
                .flatMap(zone -> offers(need, zone, list, refusals))
                .sorted(ORDER)
                .toList();
    }

    @Override
    public Optional<Money> hourlyCeiling(Need need) {
        PriceList list = prices(need, need.chargeType());
        // The market of spot moves, and never above what pay-as-you-go costs.
        PriceList highest = need.chargeType() == ChargeType.SPOT ? prices(need, ChargeType.POSTPAID) : list;
        return zones.all().stream()
                .filter(zone -> zoneStanding(need, zone) == null)
                .flatMap(zone -> need.hostClass().instanceTypes().stream()
                        .filter(type -> list.hourly(need.hostClass(), type.id(), zone.id())
                                .isPresent())
                        .flatMap(type -> Stream.of(list, highest)
                                .flatMap(each -> each.hourly(need.hostClass(), type.id(), zone.id()).stream())))
                .max(Comparator.naturalOrder());
    }

    private static Stream<RankedOffer> offers(Need need, Zone zone, PriceList list, List<Refusal> refusals) {
        Standing ofZone = zoneStanding(need, zone);
        return need.hostClass().instanceTypes().stream().map(type -> {
            Offer offer = offer(need, zone, type, list);
            return new RankedOffer(offer, ofZone == null ? standing(offer, refusals) : ofZone);
        });
    }

    /** What stands against every offer of the zone; null for nothing. */
    private static @Nullable Standing zoneStanding(Need need, Zone zone) {
        if (need.zone() != null && !need.zone().equals(zone.id())) {
            return Standing.not("other-zone", "zone %s was asked for".formatted(need.zone()));
        }
        return zone.enabled() ? null : Standing.not("zone-disabled", "nothing is bought in this zone");
    }

    private static Standing standing(Offer offer, List<Refusal> refusals) {
        if (offer.knownHourly() == null) {
            return Standing.not("unknown-price", "the price of the host or of a disk is not known");
        }
        return refusals.stream()
                .filter(refusal -> refusal.instanceType().equals(offer.instanceType())
                        && refusal.zone().equals(offer.zone()))
                .findFirst()
                .map(refusal -> Standing.notBefore(
                        refusal.tryAgainAt(),
                        "stock-refused-until",
                        "the cloud refused with %s, %d times in a row".formatted(refusal.code(), refusal.refusals())))
                .orElse(Standing.USABLE);
    }

    /** By what holds when the need begins, or now where it has begun. */
    private PriceList prices(Need need, ChargeType chargeType) {
        Instant now = clock.instant();
        Instant at = need.from().isAfter(now) ? need.from() : now;
        return prices.list(PriceList.skus(need.hostClass()), chargeType, at);
    }

    private static Offer offer(Need need, Zone zone, InstanceType type, PriceList list) {
        return new Offer(
                type.id(),
                zone.id(),
                zone.vSwitchId(),
                zone.podVSwitchId(),
                need.chargeType(),
                list.hourly(need.hostClass(), type.id(), zone.id()).orElse(null),
                type.gpus(),
                type.maxPods());
    }
}
