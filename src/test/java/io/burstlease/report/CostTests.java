package io.burstlease.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Api;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.TestIssuer;
import io.burstlease.web.Role;
import io.burstlease.workflow.Recurring;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CostTests extends StageTest {

    /**
     * The dearer zone's price of a second, and both ends of a life: a reading's pause each, and the second of the bill.
     */
    private static final BigDecimal MOST_UNCERTAIN =
            new BigDecimal("272.2").multiply(new BigDecimal("12")).divide(BigDecimal.valueOf(3600), 8, RoundingMode.UP);

    private final Recurring meter;

    CostTests(Parts parts, List<Recurring> recurring) {
        super(parts);
        this.meter = recurring.stream()
                .filter(work -> work.name().equals("meter"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void costs_are_those_of_days_of_the_billing_zone_and_add_up_in_json_and_in_csv() throws Exception {
        // Noon in UTC is eight in the evening in Shanghai: four of the six hours are of the first day.
        aFinishedLease(Duration.ofHours(6));
        String query = "/v1/costs?groupBy=TEAM&groupBy=DAY&from=2026-03-01&to=2026-04-01";

        JsonNode report = finance().get(query).json();
        List<String> csv =
                finance().with("Accept", "text/csv").get(query).body().lines().toList();

        assertThat(report.path("rows")
                        .valueStream()
                        .map(row -> row.at("/group/DAY").asString()))
                .containsExactly("2026-03-02", "2026-03-03");
        BigDecimal total = amount(report.path("total"));
        assertThat(report.path("rows")
                        .valueStream()
                        .map(row -> amount(row.path("amount")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isPositive()
                .isEqualByComparingTo(total);
        assertThat(csv.subList(1, csv.size()).stream()
                        .map(line -> new BigDecimal(line.split(",", -1)[3]))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total);
        assertThat(owner().sql("select sum(booked) from budget_reservation")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo(total);
    }

    @Test
    void a_leases_cost_is_told_apart_by_waste_and_by_host_and_is_as_certain_as_it_was_seen() throws Exception {
        Lease lease = aFinishedLease(Duration.ofHours(2));

        JsonNode cost = finance().get("/v1/leases/" + lease.id() + "/cost").json();

        BigDecimal total = amount(cost.path("total"));
        assertThat(cost.path("meteredUntil").isMissingNode()).isTrue();
        assertThat(cost.path("unpriced").size()).isZero();
        assertThat(cost.path("spentOn")
                        .valueStream()
                        .map(row -> row.at("/group/SPENT_ON").asString()))
                .contains("BOOTING", "USE", "RELEASING");
        assertThat(sum(cost, "spentOn")).isEqualByComparingTo(total);
        assertThat(sum(cost, "hosts")).isEqualByComparingTo(total);
        assertThat(cost.path("hosts").valueStream())
                .hasSize(2)
                .allSatisfy(host -> assertThat(amount(host.path("uncertainty")))
                        .isPositive()
                        .isLessThan(MOST_UNCERTAIN));
    }

    @Test
    void what_has_no_known_price_is_named_beside_the_total() throws Exception {
        Lease lease = anActiveLease(1, 1);
        owner().sql("delete from price where item = 'DISK'").update();
        world.pass(Duration.ofMinutes(5));
        Instant bought = hosts.everOfLease(lease.id()).getFirst().boughtBefore().orElseThrow();
        meter.run();

        JsonNode cost = finance().get("/v1/leases/" + lease.id() + "/cost").json();

        assertThat(cost.path("unpriced").valueStream().map(JsonNode::asString))
                .containsExactly("cloud_essd PL1 in cn-shanghai-b, POSTPAID");
        assertThat(cost.path("meteredUntil").asString()).isEqualTo(bought.toString());
    }

    @Test
    void a_stranger_sees_nothing_of_a_teams_costs() throws Exception {
        Lease lease = aFinishedLease(Duration.ofHours(1));
        Api stranger = Api.nobody(port).as(TestIssuer.token("stranger", Role.MEMBER));

        assertThat(stranger.get("/v1/costs?from=2026-03-01&to=2026-04-01")
                        .json()
                        .path("rows")
                        .size())
                .isZero();
        assertThat(stranger.get("/v1/costs?team=vision").reason()).isEqualTo("foreign-team");
        assertThat(stranger.get("/v1/leases/" + lease.id() + "/cost").reason()).isEqualTo("foreign-team");
    }

    private Lease aFinishedLease(Duration use) throws Exception {
        Lease lease = anActiveLease(2, 2);
        world.pass(use);
        meter.run();
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        assertThat(world.until(
                        Duration.ofMinutes(30), () -> leases.get(lease.id()).state() == LeaseState.RELEASED))
                .isTrue();
        world.pass(Duration.ofMinutes(1));
        return lease;
    }

    private Api finance() {
        return Api.nobody(port).as(TestIssuer.token("fiona", Role.FINANCE));
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asString());
    }

    private static BigDecimal sum(JsonNode cost, String parts) {
        return cost.path(parts)
                .valueStream()
                .map(part -> amount(part.path("amount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
