package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.offer.Need;
import io.burstlease.offer.Verdict;
import io.burstlease.team.Teams;
import io.burstlease.testing.Market;
import io.burstlease.testing.Things;
import io.burstlease.time.HandSetClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamLimitCheckTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Things things = Things.at(new HandSetClock(NOON));
    private final TeamLimitCheck check = new TeamLimitCheck(things.the(Teams.class), things.jdbc());
    private int leases;

    @BeforeEach
    void theMarket() {
        Market.in(things);
    }

    private void lease(String team, String state, int hosts, Instant from, Instant end) {
        things.owner()
                .sql("""
                        insert into lease (
                          id, team_id, project_id, applicant, owner, purpose, workload, host_class_id, hosts, min_hosts,
                          charge_type, starts_at, asked_end_at, longest_wait_seconds, grace_seconds, hourly_price,
                          currency, state, state_since, requested_at, decide_by, end_at, activated_at, ending
                        )
                        values (
                          :id, :team, :project, 'ron', 'ron', 'x', 'TRAINING', 'small', :hosts, 1,
                          'POSTPAID', :from, :end, 60, 3600, 1,
                          'CNY', :state, :from, :from, :from, :end, :from, 'EXPIRED'
                        )
                        """)
                .param("id", "l-%010d".formatted(leases++))
                .param("team", team)
                .param("project", team.equals("red") ? "paint" : "sky")
                .param("hosts", hosts)
                .param("state", state)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("end", end.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Verdict verdict(int hosts) {
        return check.check(new Need(
                "red",
                things.the(Catalog.class).hostClass("small"),
                hosts,
                hosts,
                null,
                ChargeType.POSTPAID,
                NOON,
                NOON.plus(Duration.ofHours(10))));
    }

    @Test
    void hosts_of_leases_that_run_or_were_granted_count() {
        lease("red", "ACTIVE", 8, NOON.minusSeconds(60), NOON.plusSeconds(60));
        lease("red", "APPROVED", 7, NOON.plusSeconds(60), NOON.plusSeconds(600));

        assertThat(verdict(5)).returns(Verdict.Outcome.OK, Verdict::outcome);
        assertThat(verdict(6))
                .isEqualTo(Verdict.no(
                        "team-hosts", "over-team-hosts", "15 of 20 hosts are leased or granted in that time"));
    }

    @Test
    void a_lease_counts_until_its_grace_is_over() {
        lease("red", "RELEASING", 20, NOON.minusSeconds(7200), NOON.minusSeconds(3599));
        assertThat(verdict(1)).returns(Verdict.Outcome.NO, Verdict::outcome);
    }

    @Test
    void leases_of_other_times_states_and_teams_do_not_count() {
        lease("red", "ACTIVE", 20, NOON.minusSeconds(7200), NOON.minusSeconds(3600));
        lease("red", "APPROVED", 20, NOON.plus(Duration.ofHours(10)), NOON.plus(Duration.ofHours(11)));
        lease("red", "REQUESTED", 20, NOON, NOON.plusSeconds(600));
        lease("red", "RELEASED", 20, NOON, NOON.plusSeconds(600));
        lease("blue", "ACTIVE", 20, NOON, NOON.plusSeconds(600));

        assertThat(verdict(20)).returns(Verdict.Outcome.OK, Verdict::outcome);
    }
}
