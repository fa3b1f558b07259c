package io.burstlease.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTests {

    @Test
    void a_fresh_database_is_migrated_and_shares_nothing_with_another() {
        TestDatabase one = TestDatabase.fresh();
        TestDatabase other = TestDatabase.fresh();
        JdbcClient.create(one.owner()).sql("create table only_here (id int)").update();

        assertThat(tables(one)).contains("flyway_schema_history", "only_here");
        assertThat(tables(other)).contains("flyway_schema_history").doesNotContain("only_here");
    }

    @Test
    void the_service_role_does_not_own_the_schema() {
        JdbcClient service = JdbcClient.create(TestDatabase.fresh().service());

        assertThat(service.sql("select current_user").query(String.class).single())
                .isEqualTo(TestDatabase.SERVICE);
        assertThatThrownBy(() -> service.sql("create table mine (id int)").update())
                .rootCause()
                .hasMessageContaining("permission denied for schema public");
    }

    private static List<String> tables(TestDatabase database) {
        return JdbcClient.create(database.owner())
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query((row, n) -> row.getString(1))
                .list();
    }
}
