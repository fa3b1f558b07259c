package io.burstlease.team;

import io.burstlease.testing.Market;
import io.burstlease.testing.SchemaGuard;
import io.burstlease.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamSchemaTests {

    private final JdbcClient owner = JdbcClient.create(TestDatabase.fresh().owner());
    private final SchemaGuard schema = new SchemaGuard(owner);

    @BeforeAll
    void theTeams() {
        Market.in(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Red", "1red", "r", "red_team", "-red"})
    void a_team_id_fits_a_label_and_a_tag(String id) {
        schema.refuses(
                "insert into team (id, name, max_hosts, max_term_days) values ('%s', 'x', 1, 1)".formatted(id),
                "team_id_check");
    }

    @Test
    void a_team_has_a_name_and_limits() {
        schema.refuses("update team set name = ''", "team_name_check");
        schema.refuses("update team set max_hosts = 0", "team_max_hosts_check");
        schema.refuses("update team set max_term_days = 0", "team_max_term_days_check");
        schema.refuses("update team set standing_burst_limit = -1", "team_standing_burst_limit_check");
        schema.refuses("update team set currency = 'yuan'", "team_currency_check");
    }

    @Test
    void people_platforms_namespaces_and_projects_belong_to_a_team_that_exists() {
        schema.refuses("insert into team_member values ('green', 'x')", "team_member_team_id_fkey");
        schema.refuses("insert into team_platform values ('green', 'x')", "team_platform_team_id_fkey");
        schema.refuses("insert into team_namespace values ('x', 'green')", "team_namespace_team_id_fkey");
        schema.refuses("insert into project values ('green', 'xx', 'x')", "project_team_id_fkey");
    }

    @Test
    void nobody_is_nameless() {
        schema.refuses("insert into team_member values ('red', '')", "team_member_subject_check");
        schema.refuses("insert into team_platform values ('red', '')", "team_platform_client_check");
        schema.refuses("insert into project values ('red', 'xx', '')", "project_name_check");
    }

    @Test
    void a_namespace_is_one_teams_and_has_a_name_kubernetes_takes() {
        schema.refuses("insert into team_namespace values ('red-jobs', 'blue')", "team_namespace_pkey");
        schema.refuses("insert into team_namespace values ('Red', 'red')", "team_namespace_namespace_check");
        schema.refuses("insert into team_namespace values ('red-', 'red')", "team_namespace_namespace_check");
        schema.accepts("insert into team_namespace values ('red-more', 'red')");
    }

    @Test
    void a_member_and_a_project_stand_once_in_a_team() {
        schema.refuses("insert into team_member values ('red', 'ron')", "team_member_pkey");
        schema.refuses("insert into team_platform values ('red', 'red-platform')", "team_platform_pkey");
        schema.refuses("insert into project values ('red', 'paint', 'Again')", "project_pkey");
        schema.refuses("insert into project values ('red', 'Paint', 'x')", "project_id_check");
        schema.accepts("insert into project values ('blue', 'paint', 'Another team may call its own so')");
    }
}
