package io.burstlease.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.money.Money;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.testing.Poll;
import io.burstlease.testing.StageTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class MeteringTests extends StageTest {

    /** Of the cheaper zone, as the fixture prices it. */
    private static final BigDecimal HOURLY = BigDecimal.valueOf(250);

    private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);

    private final Metering metering;
    private final MeterRound round;
    private final Prices prices;
    private final TransactionOperations transactions;

    MeteringTests(Parts parts, Metering metering, MeterRound round, Prices prices, TransactionOperations transactions) {
        super(parts);
        this.metering = metering;
        this.round = round;
        this.prices = prices;
        this.transactions = transactions;
    }

    @Test
    void charges_cover_a_hosts_life_exactly_and_are_priced_by_the_second() {
        Lease lease = aFinishedLease();
        for (String host : hostsOf(lease)) {
            coversItsLife(host);
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

    @Test
    void a_host_that_is_missed_before_the_hour_and_seen_gone_after_it_is_charged_to_its_end_and_no_further() {
        Lease lease = anActiveLease(1, 1);
        world.pass(Duration.between(now(), NOON.plus(Duration.ofMinutes(59)).plusSeconds(30)));
        world.cloud.take(hosts.ofLease(lease.id()).getFirst().instanceId().orElseThrow());
        world.pass(Duration.ofSeconds(35));
        metering.meter(hostsOf(lease), now());
        assertThat(world.until(
                        Duration.ofMinutes(10),
                        () -> one("select count(*) from usage_span where closed_before is not null")
                                        .signum()
                                > 0))
                .isTrue();
        world.pass(Duration.ofMinutes(1));

        round.run();

        String host = owner().sql("select distinct host_id from usage_span where closed_before is not null")
                .query(String.class)
                .single();
        coversItsLife(host);
    }

    @Test
    void what_has_no_known_price_is_shown_as_not_metered_and_is_charged_in_full_once_the_price_is_known() {
        Lease lease = anActiveLease(1, 1);
        String host = hostsOf(lease).getFirst();
        owner().sql("delete from price where item = 'DISK'").update();
        world.pass(Duration.ofMinutes(5));

        round.run();

        assertThat(one("select count(*) from charge where item <> 'HOST'")).isZero();
        assertThat(one("select count(*) from usage_span where item <> 'HOST' and metered_until is null"))
                .isEqualByComparingTo("2");
        assertThat(one("select sum(seconds) from charge where item = 'HOST'")).isPositive();

        prices.learn(
                PricedItem.DISK,
                "cloud_essd PL1",
                CHEAP,
                ChargeType.POSTPAID,
                Money.of("0.003", "CNY"),
                "late",
                NOON.minus(Duration.ofDays(1)));
        round.run();

        BigDecimal life = one(
                "select extract(epoch from metered_until - opened_before) from usage_span where item = 'DATA_DISK_1' and host_id = :host",
                host);
        assertThat(one("select sum(amount) from charge where item = 'DATA_DISK_1' and host_id = :host", host))
                .isEqualByComparingTo(cost(life, new BigDecimal("3")));
    }

    @Test
    void a_price_that_changes_inside_an_hour_holds_from_its_second_on() {
        Lease lease = anActiveLease(1, 1);
        String host = hostsOf(lease).getFirst();
        Instant change = NOON.plus(Duration.ofMinutes(41));
        prices.learn(
                PricedItem.HOST, TYPE, CHEAP, ChargeType.POSTPAID, Money.of("333.33333333", "CNY"), "dearer", change);
        world.pass(Duration.ofHours(1));

        round.run();

        BigDecimal before = one(
                "select extract(epoch from timestamptz '2026-03-02T12:41:00Z' - opened_before) from usage_span where host_id = :host and item = 'HOST'",
                host);
        BigDecimal after = one(
                "select extract(epoch from metered_until - timestamptz '2026-03-02T12:41:00Z') from usage_span where host_id = :host and item = 'HOST'",
                host);
        assertThat(one("select sum(amount) from charge where host_id = :host and item = 'HOST'", host))
                .isEqualByComparingTo(before.multiply(HOURLY)
                        .add(after.multiply(new BigDecimal("333.33333333")))
                        .divide(SECONDS, 8, RoundingMode.HALF_UP));
    }

    @Test
    void a_price_that_was_wrong_is_corrected_back_to_when_it_became_active() {
        Lease lease = anActiveLease(1, 1);
        String host = hostsOf(lease).getFirst();
        world.pass(Duration.ofHours(2));
        round.run();

        prices.learn(
                PricedItem.HOST,
                TYPE,
                CHEAP,
                ChargeType.POSTPAID,
                Money.of("200", "CNY"),
                "correction",
                NOON.minus(Duration.ofDays(1)));
        round.run();

        BigDecimal life = one(
                "select extract(epoch from metered_until - opened_before) from usage_span where host_id = :host and item = 'HOST'",
                host);
        assertThat(one("select sum(amount) from charge where host_id = :host and item = 'HOST'", host))
                .isEqualByComparingTo(cost(life, BigDecimal.valueOf(200)));
    }

    @Test
    void what_a_host_cost_before_it_was_taken_in_is_charged_to_the_lease_that_it_came_to() {
        Lease lease = anActiveLease(1, 1);
        String host = hostsOf(lease).getFirst();
        owner().sql("""
                        update host_assignment
                        set during = tstzrange(lower(during) + interval '10 minutes', null)
                        """).update();
        owner().sql("update host_event set at = at + interval '5 minutes'").update();
        world.pass(Duration.ofMinutes(30));

        metering.meter(hostsOf(lease), now());

        coversItsLife(host);
    }

    @Test
    void a_copy_whose_clock_is_behind_takes_nothing_back() {
        Lease lease = anActiveLease(1, 1);
        world.pass(Duration.between(now(), NOON.plus(Duration.ofHours(1)).plusSeconds(1)));
        metering.meter(hostsOf(lease), now());
        List<String> before = ledger();

        metering.meter(hostsOf(lease), now().minusSeconds(3));

        assertThat(ledger()).isEqualTo(before);
    }

    @Test
    void hosts_of_one_lease_that_are_metered_at_once_are_all_booked() throws Exception {
        Lease lease = anActiveLease(2, 2);
        List<String> ids = hostsOf(lease);
        world.pass(Duration.ofMinutes(20));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> second = transactions.execute(status -> {
                metering.meter(ids.subList(0, 1), now());
                Future<?> later = other.submit(() -> metering.meter(ids.subList(1, 2), now()));
                Poll.until("the second waits", Duration.ofSeconds(20), () -> later.isDone() || waiting());
                return later;
            });
            Objects.requireNonNull(second).get();
        }

        assertThat(one("select booked from budget_reservation"))
                .isEqualByComparingTo(one("select sum(amount) from charge"));
    }

    private boolean waiting() {
        // As the service: nobody else is shown what its sessions wait for.
        return JdbcClient.create(database.service())
                .sql("""
                        select exists (
                            select from pg_stat_activity
                            where wait_event_type = 'Lock'
                              and datname = current_database()
                        )
                        """)
                .query(Boolean.class)
                .single();
    }

    /** No gap, no overlap, and what its parts cost is what the whole costs. */
    private void coversItsLife(String host) {
        BigDecimal life = one("""
                select extract(epoch from coalesce(closed_before, metered_until) - opened_before) from usage_span
                where host_id = :host and item = 'HOST'
                """, host);
        assertThat(life).isPositive();
        assertThat(one("select sum(seconds) from charge where host_id = :host and item = 'HOST'", host))
                .isEqualByComparingTo(life);
        assertThat(one("select sum(amount) from charge where host_id = :host and item = 'HOST'", host))
                .isEqualByComparingTo(cost(life, HOURLY));
        assertThat(one("select count(distinct s.metered_until) from usage_span s where host_id = :host", host))
                .isEqualByComparingTo("1");
        assertThat(one(
                        "select count(distinct total) from (select sum(seconds) as total from charge where host_id = :host group by item) t",
                        host))
                .isEqualByComparingTo("1");
    }

    private static BigDecimal cost(BigDecimal seconds, BigDecimal hourly) {
        return seconds.multiply(hourly).divide(SECONDS, 8, RoundingMode.HALF_UP);
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

    private BigDecimal one(String sql) {
        return owner().sql(sql).query(BigDecimal.class).single();
    }

    private BigDecimal one(String sql, String host) {
        return owner().sql(sql).param("host", host).query(BigDecimal.class).single();
    }
}
