package io.burstlease.team;

import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of teams; reads everything of a team in one statement. */
@Repository
class TeamTable {

    private static final String SELECT = """
            select
              t.id, t.name, t.max_hosts, t.max_term_days, t.standing_burst_limit, t.currency, t.reminder_minutes, t.version,
              array(select p.id from project p where p.team_id = t.id order by p.id collate "C") as project_ids,
              array(select p.name from project p where p.team_id = t.id order by p.id collate "C") as project_names,
              array(select m.subject from team_member m where m.team_id = t.id) as members,
              array(select m.subject from team_member m where m.team_id = t.id and m.is_lead) as leads,
              array(select n.namespace from team_namespace n where n.team_id = t.id) as namespaces
            from team t
            """;

    private final JdbcClient jdbc;

    TeamTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Team> find(String id) {
        return jdbc.sql(SELECT + "where t.id = :id")
                .param("id", id)
                .query(TeamTable::team)
                .optional();
    }

    List<Team> all() {
        return jdbc.sql(SELECT + "order by t.id collate \"C\"")
                .query(TeamTable::team)
                .list();
    }

    /** Not against rows that only point at it. */
    void lock(String id) {
        jdbc.sql("select id from team where id = :id for no key update")
                .param("id", id)
                .query(String.class)
                .single();
    }

    boolean isMember(String teamId, String subject) {
        return exists("""
                select exists (
                  select from team_member
                  where team_id = :team
                    and subject = :who
                )
                """, teamId, subject);
    }

    boolean isLead(String teamId, String subject) {
        return exists("""
                select exists (
                  select from team_member
                  where team_id = :team
                    and subject = :who
                    and is_lead
                )
                """, teamId, subject);
    }

    boolean actsFor(String client, String teamId) {
        return exists("""
                select exists (
                  select from team_platform
                  where team_id = :team
                    and client = :who
                )
                """, teamId, client);
    }

    Set<String> teamsOfPerson(String subject) {
        return teams("select team_id from team_member where subject = :who", subject);
    }

    Set<String> teamsOfClient(String client) {
        return teams("select team_id from team_platform where client = :who", client);
    }

    private Set<String> teams(String sql, String who) {
        return jdbc.sql(sql)
                .param("who", who)
                .query((row, number) -> row.getString("team_id"))
                .set();
    }

    private boolean exists(String sql, String teamId, String who) {
        return jdbc.sql(sql)
                .param("team", teamId)
                .param("who", who)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    private static Team team(ResultSet row, int number) throws SQLException {
        List<String> ids = strings(row, "project_ids");
        List<String> names = strings(row, "project_names");
        return new Team(
                row.getString("id"),
                row.getString("name"),
                row.getInt("max_hosts"),
                row.getInt("max_term_days"),
                limit(row.getBigDecimal("standing_burst_limit"), row.getString("currency")),
                reminders(row),
                IntStream.range(0, ids.size())
                        .mapToObj(i -> new Team.Project(ids.get(i), names.get(i)))
                        .toList(),
                Set.copyOf(strings(row, "members")),
                Set.copyOf(strings(row, "leads")),
                Set.copyOf(strings(row, "namespaces")),
                row.getLong("version"));
    }

    private static List<Duration> reminders(ResultSet row) throws SQLException {
        return Arrays.stream((Integer[]) row.getArray("reminder_minutes").getArray())
                .map(Duration::ofMinutes)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static @Nullable Money limit(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : new Money(amount, currency);
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
