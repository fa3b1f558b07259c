package io.burstlease.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.budget.Budgets;
import io.burstlease.catalog.Catalog;
import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import io.burstlease.offer.Need;
import io.burstlease.offer.Offers;
import io.burstlease.offer.Prepaid;
import io.burstlease.offer.Prices;
import io.burstlease.offer.RankedOffer;
import io.burstlease.offer.Zones;
import io.burstlease.team.Team;
import io.burstlease.team.Teams;
import io.burstlease.testing.Things;
import io.burstlease.time.HandSetClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SandboxCatalogTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final List<String> TABLES = List.of(
            "instance_type",
            "image",
            "host_class",
            "host_class_type",
            "zone",
            "price",
            "team",
            "team_member",
            "team_platform",
            "team_namespace",
            "project",
            "team_budget");

    private final HandSetClock clock = new HandSetClock(NOON);
    private final Things things = Things.at(clock);
    private final SandboxCatalog catalog = new SandboxCatalog(
            things.service(),
            things.jdbc(),
            things.the(Prices.class),
            things.the(Zones.class),
            Things.SHANGHAI,
            new TransactionTemplate(things.the(PlatformTransactionManager.class)),
            clock);

    @BeforeEach
    void seeded() {
        catalog.seed();
    }

    private Map<String, Long> rows() {
        return TABLES.stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> things.jdbc()
                                .sql("select count(*) from " + table)
                                .query((row, number) -> row.getLong(1))
                                .single()));
    }

    @Test
    void every_class_has_offers_with_a_price_in_every_zone() {
        List<HostClass> classes = things.the(Catalog.class).all();

        assertThat(classes).extracting(HostClass::id).containsExactly("a10-1x", "a100-8x", "t4-1x", "v100-8x");
        for (HostClass hostClass : classes) {
            List<RankedOffer> offers = things.the(Offers.class).rank(need(hostClass));
            assertThat(offers).hasSize(3 * hostClass.instanceTypes().size()).allMatch(RankedOffer::isUsable);
            assertThat(hostClass.instanceTypes())
                    .allSatisfy(type -> assertThat(type.gpus()).isEqualTo(hostClass.gpus()))
                    .allSatisfy(type -> assertThat(type.gpuModel()).isEqualTo(hostClass.gpuModel()));
        }
    }

    private static Need need(HostClass hostClass) {
        return new Need("vtraining", hostClass, 1, 1, null, ChargeType.POSTPAID, NOON, NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void a_host_costs_its_list_price_and_its_disks() {
        HostClass a10 = things.the(Catalog.class).hostClass("a10-1x");

        // 13.30 and 700 GiB at 0.0021
        assertThat(things.the(Offers.class).hourlyCeiling(need(a10))).contains(Money.of("14.77", "CNY"));
    }

    @Test
    void every_class_may_be_had_at_the_market_price_which_is_set_aside_as_pay_as_you_go() {
        HostClass a10 = things.the(Catalog.class).hostClass("a10-1x");
        Need spot = new Need("vtraining", a10, 1, 1, null, ChargeType.SPOT, NOON, NOON.plus(Duration.ofDays(1)));

        // 0.3 of 13.30 and the disks
        assertThat(things.the(Offers.class).rank(spot))
                .hasSize(3)
                .allSatisfy(ranked -> assertThat(ranked.offer().hourly()).isEqualTo(Money.of("5.46", "CNY")));
        assertThat(things.the(Offers.class).hourlyCeiling(spot)).contains(Money.of("14.77", "CNY"));
    }

    @Test
    void a_host_may_be_paid_for_in_advance_and_three_days_are_cheapest_by_the_week() {
        HostClass a10 = things.the(Catalog.class).hostClass("a10-1x");
        Need days = new Need("vtraining", a10, 1, 1, null, ChargeType.PREPAID, NOON, NOON.plus(Duration.ofDays(3)));

        Prepaid week = things.the(Offers.class).prepaidCeiling(days).orElseThrow();

        assertThat(week.period()).isEqualTo(PaidPeriod.parse("P1W"));
        // 12/52 of 6387.98 and of 700 GiB at 1.00 or, for the system disk, less
        assertThat(week.price().amount()).isBetween(new BigDecimal("1474.15"), new BigDecimal("1640"));
    }

    @Test
    void three_teams_have_leads_members_platforms_and_projects() {
        Teams teams = things.the(Teams.class);

        assertThat(teams.all()).extracting(Team::id).containsExactly("research", "vserving", "vtraining");
        assertThat(teams.get("vtraining").leads()).containsExactly("alice");
        assertThat(teams.get("vserving").members()).containsExactlyInAnyOrder("carol", "dave");
        assertThat(teams.get("research").standingBurstLimit()).isNull();
        assertThat(teams.actsFor("vtraining-platform", "research")).isTrue();
        assertThat(teams.actsFor("vserving-platform", "vtraining")).isFalse();
        assertThat(teams.get("vtraining").project("llm")).isPresent();
    }

    @Test
    void every_team_has_a_budget_from_three_months_back_to_five_ahead() {
        for (String team : List.of("vtraining", "vserving", "research")) {
            assertThat(things.the(Budgets.class).list(team, YearMonth.of(2025, 1), YearMonth.of(2027, 1)))
                    .hasSize(9)
                    .first()
                    .returns(YearMonth.of(2025, 12), budget -> budget.month());
        }
    }

    @Test
    void running_again_adds_only_the_months_that_have_come() {
        Map<String, Long> before = rows();
        things.jdbc().sql("update team_budget set amount = 1").update();

        catalog.seed();
        assertThat(rows()).isEqualTo(before);
        clock.advance(Duration.ofDays(31));
        catalog.seed();

        assertThat(rows()).containsEntry("team_budget", before.getOrDefault("team_budget", 0L) + 3);
        assertThat(things.the(Budgets.class).of("research", YearMonth.of(2026, 3)))
                .hasValueSatisfying(budget -> assertThat(budget.amount()).isEqualTo(Money.of("1", "CNY")));
    }
}
