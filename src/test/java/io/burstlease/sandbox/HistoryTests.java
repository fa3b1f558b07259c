package io.burstlease.sandbox;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.HostState;
import io.burstlease.host.LaunchState;
import io.burstlease.lease.LeaseState;
import io.burstlease.workflow.Recurring;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;

class HistoryTests extends HistoryTest {

    HistoryTests(Parts parts, AutowireCapableBeanFactory beans) {
        super(parts, beans);
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
        assertThat(texts("select distinct team_id from lease where state = 'RELEASED'"))
                .hasSize(3);
        assertThat(texts("select distinct host_class_id from lease where state = 'RELEASED'"))
                .hasSize(4);
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

    private record Step(
            String thing, @Nullable String from, @Nullable String to) {}

    private <S extends Enum<S>> void walks(String thing, Class<S> states, Function<S, Set<S>> next) {
        Map<String, List<Step>> walks = owner()
                .sql("""
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
            assertThat(texts("select state from %s where id = '%s'".formatted(thing, id)))
                    .containsExactly(at);
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
        assertThat(number("select count(*) from renewal where decided_by = applicant"))
                .isZero();
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
        List<String> before = TABLES.stream().map(this::contentWithoutNumbers).toList();

        anew();

        assertThat(TABLES.stream().map(this::contentWithoutNumbers)).containsExactlyElementsOf(before);
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
}
