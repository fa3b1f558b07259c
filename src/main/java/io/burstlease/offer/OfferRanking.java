package io.burstlease.offer;

import io.burstlease.catalog.InstanceType;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
            .thenComparing(ranked -> ranked.offer().paid(), Comparator.nullsLast(Comparator.<Money>naturalOrder()))
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
        Quoted quoted = quoted(need);
        return zones.all().stream()
                .flatMap(zone -> offers(need, zone, quoted, refusals))
                .sorted(ORDER)
                .toList();
    }

    @Override
    public Optional<Money> hourlyCeiling(Need need) {
        if (need.chargeType() == ChargeType.PREPAID) {
            return prepaidCeiling(need).map(Prepaid::hourly);
        }
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

    @Override
    public Optional<Prepaid> prepaidCeiling(Need need) {
        if (need.chargeType() != ChargeType.PREPAID) {
            return Optional.empty();
        }
        SortedMap<PaidPeriod, PriceList> periods = prices.byPeriod(PriceList.skus(need.hostClass()), at(need));
        return zones.all().stream()
                .filter(zone -> zoneStanding(need, zone) == null)
                .flatMap(zone -> need.hostClass().instanceTypes().stream()
                        .flatMap(type -> prepaid(need, zone, type, periods).stream()))
                .max(Comparator.comparing(Prepaid::price));
    }

    private static Optional<Prepaid> prepaid(
            Need need, Zone zone, InstanceType type, SortedMap<PaidPeriod, PriceList> periods) {
        return PriceList.cheapest(periods, need.hostClass(), type.id(), zone.id(), need.from(), need.to());
    }

    /** What the price book says of the ways in which the need may be paid for: by the hour, or by periods. */
    private record Quoted(PriceList list, SortedMap<PaidPeriod, PriceList> periods) {}

    private Quoted quoted(Need need) {
        return need.chargeType() == ChargeType.PREPAID
                ? new Quoted(new PriceList(Map.of()), prices.byPeriod(PriceList.skus(need.hostClass()), at(need)))
                : new Quoted(prices(need, need.chargeType()), Collections.emptySortedMap());
    }

    private static Stream<RankedOffer> offers(Need need, Zone zone, Quoted quoted, List<Refusal> refusals) {
        Standing ofZone = zoneStanding(need, zone);
        return need.hostClass().instanceTypes().stream().map(type -> {
            Offer offer = offer(need, zone, type, quoted);
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
        return prices.list(PriceList.skus(need.hostClass()), chargeType, at(need));
    }

    private Instant at(Need need) {
        Instant now = clock.instant();
        return need.from().isAfter(now) ? need.from() : now;
    }

    private static Offer offer(Need need, Zone zone, InstanceType type, Quoted quoted) {
        Prepaid prepaid = prepaid(need, zone, type, quoted.periods()).orElse(null);
        return new Offer(
                type.id(),
                zone.id(),
                zone.vSwitchId(),
                zone.podVSwitchId(),
                need.chargeType(),
                prepaid == null
                        ? quoted.list()
                                .hourly(need.hostClass(), type.id(), zone.id())
                                .orElse(null)
                        : prepaid.hourly(),
                type.gpus(),
                type.maxPods(),
                prepaid);
    }
}
