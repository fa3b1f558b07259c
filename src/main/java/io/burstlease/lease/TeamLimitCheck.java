package io.burstlease.lease;

import io.burstlease.offer.FeasibilityCheck;
import io.burstlease.offer.Need;
import io.burstlease.offer.Verdict;
import io.burstlease.team.Teams;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the team may hold so many hosts besides those of its other leases, approved ones that wait included. */
@Component
class TeamLimitCheck implements FeasibilityCheck {

    private static final String NAME = "team-hosts";

    private final Teams teams;
    private final JdbcClient jdbc;

    TeamLimitCheck(Teams teams, JdbcClient jdbc) {
        this.teams = teams;
        this.jdbc = jdbc;
    }

    @Override
    public Verdict check(Need need) {
        int most = teams.get(need.teamId()).maxHosts();
        int others = overlapping(need);
        String detail = "%d of %d hosts are leased or granted in that time".formatted(others, most);
        return others + need.hosts() > most
                ? Verdict.no(NAME, Leases.OVER_TEAM_HOSTS, detail)
                : Verdict.ok(NAME, "within-team-hosts", detail);
    }

    /** Hosts of all leases that may run at some time of the need's: never too few, if not at one instant so many. */
    private int overlapping(Need need) {
        return jdbc.sql("""
                        select coalesce(sum(hosts), 0)
                        from lease
                        where team_id = :team
                          and state in ('APPROVED', 'PROVISIONING', 'ACTIVE', 'RELEASING')
                          and starts_at < :to
                          and end_at + make_interval(secs => grace_seconds) > :from
                        """)
                .param("team", need.teamId())
                .param("from", need.from().atOffset(ZoneOffset.UTC))
                .param("to", need.to().atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getInt(1))
                .single();
    }
}
