package io.burstlease.sandbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.ChargeType;
import io.burstlease.host.HostState;
import io.burstlease.host.LaunchState;
import io.burstlease.lease.LeaseState;
import io.burstlease.offer.PriceSpan;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.sandbox.history.History;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.Things;
import io.burstlease.workflow.Recurring;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

/** Told once, because it takes its time; no test changes it, and that is what some of them hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxHistoryTests extends StageTest {

    private static final Instant TODAY =
            Things.SHANGHAI.day(NOON).atStartOfDay(Things.SHANGHAI.zone()).toInstant();
    private static final List<String> TABLES = List.of(
            "lease", "renewal", "burst", "launch", "launch_attempt", "launch_send", "placement_attempt", "host",
            "host_assignment", "replacement", "usage_span", "charge", "budget_reservation", "lease_timeline",
            "audit_entry");

    private final AutowireCapableBeanFactory beans;
    private final Prices prices;
    private final List<Recurring> rounds;
    private final Map<String, BigDecimal> known = new HashMap<>();
    private boolean told;

    SandboxHistoryTests(Parts parts, AutowireCapableBeanFactory beans, Prices prices) {
        super(parts);
        this.beans = beans;
        this.prices = prices;
        this.rounds = parts.recurring();
    }

    @Override
    @BeforeEach
    protected void begin() {
        if (!told) {
            anew();
            tell();
            told = true;
        }
    }

    private void anew() {
        super.begin();
        owner().sql("truncate audit_entry").update();
        beans.createBean(SandboxCatalog.class).seed();
    }

    private void tell() {
        beans.createBean(History.class).tell();
    }

    @Test
    void it_has_leases_of_every_ended_state_and_of_no_other() {
        Set<LeaseState> ended =
                Arrays.stream(LeaseState.values()).filter(LeaseState::isFinal).collect(Collectors.toSet());

        assertThat(texts("select distinct state from lease"))
                .extracting(LeaseState::valueOf)
                .containsExactlyInAnyOrderElementsOf(ended);
        assertThat(texts("select distinct ending from lease where ending is not null"))
                .contains("EXPIRED", "RELEASED", "FORCED", "GAVE_UP");
        assertThat(texts("select distinct state from host")).containsExactly("GONE");
        assertThat(texts("select distinct state from launch")).containsExactlyInAnyOrder("KNOWN", "REFUSED");
        assertThat(texts("select distinct state from renewal")).containsExactlyInAnyOrder("IN_FORCE", "REJECTED");
        assertThat(texts("select distinct team_id from lease where state = 'RELEASED'")).hasSize(3);
        assertThat(texts("select distinct host_class_id from lease where state = 'RELEASED'")).hasSize(4);
        assertThat(texts("select distinct zone from usage_span")).hasSize(3);
    }

    @Test
    void it_fills_the_two_months_before_today_and_is_over_by_then() {
        assertThat(instant("select min(requested_at) from lease"))
                .isBetween(TODAY.minus(Duration.ofDays(62)), TODAY.minus(Duration.ofDays(58)));
        assertThat(instant("select max(at) from lease_timeline")).isBefore(TODAY);
        assertThat(instant("select max(at) from audit_entry")).isBefore(TODAY);
        assertThat(texts("select distinct to_char(hour at time zone 'Asia/Shanghai', 'YYYY-MM') from charge"))
                .contains("2026-01", "2026-02");
    }

    @Test
    void every_second_of_every_span_is_charged_once() {
        assertThat(number("""
                        select count(*)
                        from usage_span s
                        where extract(epoch from s.closed_before - s.opened_before) is distinct from (
                            select sum(c.seconds) from charge c where c.host_id = s.host_id and c.item = s.item)
                        """)).isZero();
        assertThat(number("select count(*) from usage_span where metered_until is distinct from closed_before"))
                .isZero();
        assertThat(texts("select distinct spent_on from charge"))
                .containsExactlyInAnyOrder("BOOTING", "GANG_WAIT", "USE", "GRACE", "RELEASING");
    }

    @Test
    void every_charge_is_its_seconds_at_the_price_of_its_hour() {
        record Line(BigDecimal seconds, BigDecimal amount, BigDecimal perHour) {}
        List<Line> lines = owner().sql("""
                        select c.hour, c.seconds, c.amount, s.price_item, s.sku, s.zone, s.quantity
                        from charge c
                        join usage_span s on s.host_id = c.host_id and s.item = c.item
                        """)
                .query((row, number) -> new Line(
                        row.getBigDecimal("seconds"),
                        row.getBigDecimal("amount"),
                        price(
                                        PricedItem.valueOf(row.getString("price_item")),
                                        row.getString("sku"),
                                        row.getString("zone"),
                                        row.getObject("hour", OffsetDateTime.class)
                                                .toInstant())
                                .multiply(row.getBigDecimal("quantity"))))
                .list();

        assertThat(lines).hasSizeGreaterThan(5000).allSatisfy(line -> assertThat(line.amount())
                .isEqualByComparingTo(line.seconds()
                        .multiply(line.perHour())
                        .divide(BigDecimal.valueOf(3600), 8, RoundingMode.HALF_UP)));
    }

    private BigDecimal price(PricedItem item, String sku, String zone, Instant hour) {
        return known.computeIfAbsent(item + sku + zone + hour, key -> {
            List<PriceSpan> spans = prices.between(
                    item, sku, zone, ChargeType.POSTPAID, hour, hour.plus(Duration.ofHours(1)), now());
            assertThat(spans).hasSize(1);
            return spans.getFirst().perHour().amount();
        });
    }

    @Test
    void metering_it_all_again_gives_the_same_rows() throws Exception {
        String before = content("charge");
        owner().sql("delete from charge").update();
        owner().sql("update usage_span set metered_until = null").update();

        comeRound("meter");

        assertThat(content("charge")).isEqualTo(before);
    }

    @Test
    void the_budgets_have_booked_what_was_charged_and_bear_it() {
        assertThat(number("""
                        select count(*)
                        from (
                            select lease_id, cast(date_trunc('month', hour at time zone 'Asia/Shanghai') as date) as month,
                                   sum(amount) as amount
                            from cost_line
                            group by 1, 2
                        ) as spent
                        full join budget_reservation r using (lease_id, month)
                        where spent.amount is distinct from r.booked
                           or r.reserved <> 0
                        """)).isZero();
        assertThat(texts("""
                        select b.team_id || ' ' || b.month
                        from team_budget b
                        join budget_reservation r on r.team_id = b.team_id and r.month = b.month
                        group by b.team_id, b.month
                        having sum(r.booked) > 0.8 * b.amount
                        """)).isEmpty();
    }

    @Test
    void every_timeline_is_a_walk_over_allowed_transitions_to_the_state_that_is_shown() {
        walks("lease", LeaseState.class, LeaseState::next);
        walks("host", HostState.class, HostState::next);
        walks("launch", LaunchState.class, LaunchState::next);
        assertThat(number("""
                        select count(*)
                        from (select at, lag(at) over (order by seq) as before from lease_timeline) as steps
                        where at < before
                        """)).isZero();
    }

    private record Step(String thing, @Nullable String from, @Nullable String to) {}

    private <S extends Enum<S>> void walks(String thing, Class<S> states, Function<S, Set<S>> next) {
        Map<String, List<Step>> walks = owner().sql("""
                        select %s_id, from_state, to_state from %s_event where to_state is not null order by seq
                        """.formatted(thing, thing))
                .query((row, number) -> new Step(row.getString(1), row.getString(2), row.getString(3)))
                .list()
                .stream()
                .collect(groupingBy(Step::thing));
        assertThat(walks.keySet()).containsExactlyInAnyOrderElementsOf(texts("select id from " + thing));
        walks.forEach((id, steps) -> {
            String at = null;
            for (Step step : steps) {
                assertThat(step.from()).as(id).isEqualTo(at);
                if (at != null && !at.equals(step.to())) {
                    assertThat(next.apply(Enum.valueOf(states, at))).as(id).contains(Enum.valueOf(states, step.to()));
                }
                at = step.to();
            }
            assertThat(texts("select state from %s where id = '%s'".formatted(thing, id))).containsExactly(at);
        });
    }

    @Test
    void people_acted_within_their_rights_and_teams_within_their_limits() {
        assertThat(number("""
                        select count(*)
                        from lease_event e
                        join lease l on l.id = e.lease_id
                        where e.event in ('approved', 'rejected')
                          and e.policy is null
                          and (e.actor in (l.applicant, l.owner)
                               or not exists (select from team_member m
                                              where m.team_id = l.team_id and m.subject = e.actor and m.is_lead))
                        """)).isZero();
        assertThat(number("""
                        select count(*)
                        from host_assignment a
                        join lease l on l.id = a.lease_id
                        join team t on t.id = l.team_id
                        where t.max_hosts < (
                            select count(*)
                            from host_assignment b
                            join lease m on m.id = b.lease_id
                            where m.team_id = l.team_id
                              and b.during @> lower(a.during))
                        """)).isZero();
        assertThat(number("select count(*) from renewal where decided_by = applicant")).isZero();
    }

    @Test
    void all_of_it_says_that_it_is_a_sample() {
        assertThat(texts("select purpose from lease")).allMatch(purpose -> purpose.startsWith("Sample: "));
        assertThat(number("select count(*) from lease_timeline where detail ->> 'sample' is distinct from 'true'"))
                .isZero();
        assertThat(number("select count(*) from audit_entry where detail ->> 'sample' is distinct from 'true'"))
                .isZero();
        assertThat(number("select count(*) from audit_entry"))
                .isEqualTo(number("select count(*) from lease_event"))
                .isPositive();
    }

    @Test
    void nothing_of_it_is_ever_worked_on_again() throws Exception {
        String before = everything();

        world.pass(Duration.ofHours(2));
        for (Recurring round : rounds) {
            round.run();
        }

        assertThat(everything()).isEqualTo(before);
        assertThat(world.errands.nextDue()).isEmpty();
    }

    @Test
    void it_is_told_once() {
        String before = everything();

        tell();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void who_starts_on_the_same_day_gets_the_same_past() {
        Set<String> before = new HashSet<>(TABLES.stream().map(this::contentWithoutNumbers).toList());
        told = false;

        begin();

        assertThat(TABLES.stream().map(this::contentWithoutNumbers).collect(toCollection(HashSet::new)))
                .isEqualTo(before);
    }

    private void comeRound(String name) throws Exception {
        for (Recurring round : rounds) {
            if (round.name().equals(name)) {
                round.run();
            }
        }
    }

    private String everything() {
        return TABLES.stream().map(this::content).collect(Collectors.joining(" "));
    }

    private String content(String table) {
        return texts("select md5(string_agg(t::text, '|' order by t::text)) from %s t".formatted(table))
                .getFirst();
    }

    /** Without what sequences number. */
    private String contentWithoutNumbers(String table) {
        return texts("""
                        select '%s ' || md5(string_agg(t.row, '|' order by t.row))
                        from (select (to_jsonb(r) - 'seq' - 'id' || case when jsonb_typeof(to_jsonb(r) -> 'id') = 'string'
                                      then jsonb_build_object('id', to_jsonb(r) -> 'id') else '{}' end)::text as row
                              from %s r) as t
                        """.formatted(table, table)).getFirst();
    }

    private List<String> texts(String query) {
        return owner().sql(query).query((row, number) -> row.getString(1)).list();
    }

    private long number(String query) {
        return owner().sql(query).query(Long.class).single();
    }

    private Instant instant(String query) {
        return owner().sql(query).query(OffsetDateTime.class).single().toInstant();
    }
}
