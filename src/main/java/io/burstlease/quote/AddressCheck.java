package io.burstlease.quote;

import io.burstlease.offer.FeasibilityCheck;
import io.burstlease.offer.Need;
import io.burstlease.offer.Verdict;
import io.burstlease.offer.Zone;
import io.burstlease.offer.Zones;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whether the vSwitches have addresses for the hosts and for their pods. A gang needs them all in one zone; other hosts
 * may be spread.
 */
@Component
class AddressCheck implements FeasibilityCheck {

    private static final String NAME = "addresses";

    /** A GPU host runs few pods: daemons and a job. One more is the network card's own. */
    private static final int POD_ADDRESSES_PER_HOST = 10 + 1;

    /** For a start further ahead, what is free now says little. */
    private static final Duration SOON = Duration.ofHours(1);

    private final Zones zones;
    private final MarketHints hints;
    private final Clock clock;

    AddressCheck(Zones zones, MarketHints hints, Clock clock) {
        this.zones = zones;
        this.hints = hints;
        this.clock = clock;
    }

    /** How many hosts a zone has addresses for. */
    private record Room(String zone, long hosts, Duration age) {}

    @Override
    public Verdict check(Need need) {
        List<Room> rooms = zones.all().stream()
                .filter(Zone::enabled)
                .filter(zone -> need.zone() == null || need.zone().equals(zone.id()))
                .map(this::room)
                .flatMap(Optional::stream)
                .toList();
        if (rooms.isEmpty()) {
            return Verdict.warn(NAME, "addresses-unknown", "the cloud has not said how many are free");
        }
        long best = rooms.stream().mapToLong(Room::hosts).max().orElse(0);
        long all = rooms.stream().mapToLong(Room::hosts).sum();
        Duration age = rooms.stream().map(Room::age).max(Duration::compareTo).orElse(Duration.ZERO);
        String detail = "there are addresses for %d hosts in the zone with most and for %d in all, seen %s ago"
                .formatted(best, all, HintAge.text(age));
        boolean isGang = need.minHosts() == need.hosts();
        if ((isGang ? best : all) >= need.hosts()) {
            return HintAge.isStale(age)
                    ? Verdict.warn(NAME, "addresses-stale", detail)
                    : Verdict.ok(NAME, "addresses-free", detail);
        }
        return isCertain(need, age) && (isGang ? best : all) < need.minHosts()
                ? Verdict.no(NAME, "addresses-short", detail)
                : Verdict.warn(NAME, "addresses-short", detail);
    }

    private boolean isCertain(Need need, Duration age) {
        return !HintAge.isStale(age) && need.from().isBefore(clock.instant().plus(SOON));
    }

    private Optional<Room> room(Zone zone) {
        return hints.addresses(zone.vSwitchId())
                .flatMap(hosts -> hints.addresses(zone.podVSwitchId())
                        .map(pods -> new Room(
                                zone.id(),
                                Math.min(hosts.free(), pods.free() / POD_ADDRESSES_PER_HOST),
                                HintAge.oldest(clock, Stream.of(hosts.seenAt(), pods.seenAt())))));
    }
}
