package io.burstlease.sandbox.history;

import io.burstlease.catalog.HostClass;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a lease of the past is told with.
 *
 * @param beginning when it was applied for
 * @param zones that hosts were bought in
 * @param prices by instance type, of one host with its disks
 * @param lead of its team
 */
record Scene(
        Story story,
        Instant beginning,
        HostClass hostClass,
        List<Zone> zones,
        Map<String, Money> prices,
        String lead,
        BillingZone billingZone,
        Dice dice,
        JsonMapper json,
        Chronicle chronicle) {

    /** What every row that can say so says of itself. */
    static final Map<String, Object> SAMPLE = Map.of("sample", true);

    /** What an application is quoted: the dearest of the offers that may serve it. */
    Money quoted() {
        return prices.values().stream().max(Money::compareTo).orElseThrow();
    }
}
