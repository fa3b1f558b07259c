package io.burstlease.quote;

import io.burstlease.catalog.Catalog;
import io.burstlease.catalog.HostClass;
import io.burstlease.catalog.InstanceType;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudMarket;
import io.burstlease.offer.Zone;
import io.burstlease.offer.Zones;
import io.burstlease.workflow.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Asks the cloud for stock and free addresses every few minutes, because no question over HTTP may call out while it
 * holds a transaction. One question that fails does not keep the others from being asked.
 */
@Component
class MarketWatch implements Recurring {

    static final Duration EVERY = Duration.ofMinutes(3);

    private static final List<ChargeType> WATCHED = List.of(ChargeType.POSTPAID);

    private final CloudMarket market;
    private final Catalog catalog;
    private final Zones zones;
    private final MarketHints hints;
    private final Clock clock;

    MarketWatch(CloudMarket market, Catalog catalog, Zones zones, MarketHints hints, Clock clock) {
        this.market = market;
        this.catalog = catalog;
        this.zones = zones;
        this.hints = hints;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "market-watch";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    /** Asks everything, and fails at the end with the first question that got no answer. */
    @Override
    public void run() {
        Set<String> ours = zones.all().stream().map(Zone::id).collect(Collectors.toUnmodifiableSet());
        List<Runnable> questions = new ArrayList<>();
        for (String type : types()) {
            WATCHED.forEach(chargeType -> questions.add(() -> stock(type, chargeType, ours)));
        }
        questions.add(this::addresses);
        List<CloudException> unanswered = questions.stream()
                .map(MarketWatch::ask)
                .flatMap(Optional::stream)
                .toList();
        if (!unanswered.isEmpty()) {
            throw unanswered.getFirst();
        }
    }

    private Set<String> types() {
        return catalog.all().stream()
                .filter(HostClass::enabled)
                .flatMap(hostClass -> hostClass.instanceTypes().stream())
                .map(InstanceType::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void stock(String type, ChargeType chargeType, Set<String> ours) {
        Instant asked = clock.instant();
        market.stock(type, chargeType).stream()
                .filter(hint -> ours.contains(hint.zone()))
                .forEach(hint -> hints.saw(hint, chargeType, asked));
    }

    private void addresses() {
        Instant asked = clock.instant();
        List<String> vSwitches = zones.all().stream()
                .flatMap(zone -> Stream.of(zone.vSwitchId(), zone.podVSwitchId()))
                .toList();
        market.vSwitches(vSwitches).forEach(facts -> hints.saw(facts, asked));
    }

    private static Optional<CloudException> ask(Runnable question) {
        try {
            question.run();
            return Optional.empty();
        } catch (CloudException unanswered) {
            return Optional.of(unanswered);
        }
    }
}
