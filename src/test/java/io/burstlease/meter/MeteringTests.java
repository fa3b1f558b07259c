package io.burstlease.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.burstlease.audit.Act;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.StageTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeteringTests extends StageTest {

    /** Of the cheaper zone, as the fixture prices it. */
    private static final BigDecimal HOURLY = BigDecimal.valueOf(250);

    private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);

    /** Each row is rounded to eight decimals once. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

    private final Metering metering;

    MeteringTests(Parts parts, Metering metering) {
        super(parts);
        this.metering = metering;
    }

    @Test
    void charges_cover_a_hosts_life_exactly_and_are_priced_by_the_second() {
        Lease lease = aFinishedLease();
        for (String host : hostsOf(lease)) {
            BigDecimal life = one("""
                    select extract(epoch from closed_before - opened_before) from usage_span
                    where host_id = :host and item = 'HOST'
                    """, host);
            assertThat(life).isPositive();
            assertThat(one("select sum(seconds) from charge where host_id = :host and item = 'HOST'", host))
                    .isEqualByComparingTo(life);
            assertThat(one("select sum(amount) from charge where host_id = :host and item = 'HOST'", host))
                    .isCloseTo(life.multiply(HOURLY).divide(SECONDS, 8, RoundingMode.HALF_UP), within(ROUNDING));
        }
    }

    @Test
    void waste_is_told_from_use() {
        Lease lease = aFinishedLease();
        List<String> spentOn = owner().sql("select distinct spent_on from charge where lease_id = :lease order by 1")
                .param("lease", lease.id())
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(spentOn).contains("BOOTING", "USE", "RELEASING");
        BigDecimal use = owner().sql("""
                        select sum(seconds) from charge where lease_id = :lease and spent_on = 'USE' and item = 'HOST'
                        """)
                .param("lease", lease.id())
                .query(BigDecimal.class)
                .single();
        assertThat(use)
                .isGreaterThanOrEqualTo(
                        BigDecimal.valueOf(2 * Duration.ofHours(3).toSeconds()));
    }

    @Test
    void metering_again_changes_nothing() {
        Lease lease = aFinishedLease();
        List<String> before = ledger();
        owner().sql("update usage_span set metered_until = null").update();
        metering.meter(hostsOf(lease), now());
        assertThat(ledger()).isEqualTo(before).isNotEmpty();
    }

    private Lease aFinishedLease() {
        Lease lease = anActiveLease(2, 2);
        world.pass(Duration.ofHours(3));
        metering.meter(hostsOf(lease), now());
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        assertThat(world.until(Duration.ofMinutes(30), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        world.pass(Duration.ofMinutes(1));
        return lease;
    }

    private List<String> hostsOf(Lease lease) {
        return hosts.everOfLease(lease.id()).stream().map(host -> host.id()).toList();
    }

    private List<String> ledger() {
        return owner().sql("select cast(c.* as text) from charge c order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private BigDecimal one(String sql, String host) {
        return owner().sql(sql).param("host", host).query(BigDecimal.class).single();
    }
}
