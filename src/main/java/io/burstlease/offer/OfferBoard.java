package io.burstlease.offer;

import io.burstlease.catalog.Catalog;
import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows offers to people who look before they ask. */
@Service
class OfferBoard {

    private final Catalog catalog;
    private final Zones zones;
    private final Offers offers;
    private final Clock clock;

    OfferBoard(Catalog catalog, Zones zones, Offers offers, Clock clock) {
        this.catalog = catalog;
        this.zones = zones;
        this.offers = offers;
        this.clock = clock;
    }

    List<OfferView> offers(String hostClassId, @Nullable String zone, ChargeType chargeType) {
        List<Fault> faults = new ArrayList<>();
        Optional<HostClass> hostClass = catalog.find(hostClassId);
        if (hostClass.isEmpty()) {
            faults.add(
                    new Fault("hostClass", "unknown-host-class", "there is no host class %s".formatted(hostClassId)));
        }
        if (zone != null && zones.find(zone).isEmpty()) {
            faults.add(new Fault("zone", "unknown-zone", "there is no zone %s".formatted(zone)));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        Instant now = clock.instant();
        // Nobody's need: a look at the board asks for one host, now.
        Need need = new Need("", hostClass.orElseThrow(), 1, 1, zone, chargeType, now, now);
        return offers.rank(need).stream().map(OfferView::of).toList();
    }
}
