package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.money.Money;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.testing.Ask;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Hosts paid in advance: 150,000 for a month and 60,000 for a week, with disks of 1,100 GiB at 0.4 and 0.2. */
abstract class PrepaidStage extends StageTest {

    static final String MONTH = "150440";
    static final Duration BOOT = Duration.ofMinutes(15);

    private final Prices prices;

    PrepaidStage(Parts parts, Prices prices) {
        super(parts);
        this.prices = prices;
    }

    @BeforeEach
    void market() {
        learn("P1M", "150000", "0.4");
        learn("P1W", "60000", "0.2");
    }

    void learn(String period, String host, String gib) {
        for (String zone : List.of(CHEAP, DEAR)) {
            prices.learn(PricedItem.HOST, TYPE, zone, PaidPeriod.parse(period), Money.of(host, "CNY"), "test", now());
            prices.learn(
                    PricedItem.DISK,
                    "cloud_essd PL1",
                    zone,
                    PaidPeriod.parse(period),
                    Money.of(gib, "CNY"),
                    "test",
                    now());
        }
    }

    Lease aMonth(int hosts) {
        return active(Ask.from(now()).hosts(hosts, hosts).term("P1M").prepaid("P1M"));
    }

    Lease active(Ask ask) {
        Lease lease = approved(ask.ask());
        assertThat(world.until(BOOT, () -> stateOf(lease) == LeaseState.ACTIVE))
                .as("%s", world.errands.history())
                .isTrue();
        return leases.get(lease.id());
    }

    /** Days in which nothing happens, and half an hour in which all that is due does. */
    void later(Duration time) {
        world.clock.advance(time);
        world.pass(Duration.ofMinutes(30));
    }

    void release(Lease lease) {
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("lea", now(), "enough")));
    }

    Host theHost(Lease lease) {
        return hosts.everOfLease(lease.id()).getFirst();
    }

    HostState stateOfHost(Lease lease) {
        return hosts.get(theHost(lease).id()).state();
    }
}
