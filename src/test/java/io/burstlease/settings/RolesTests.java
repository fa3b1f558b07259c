package io.burstlease.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the two roles of the database may and may not do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTests {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient service = JdbcClient.create(database.service());
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @BeforeAll
    void one_entry_stands_in_the_record() {
        service.sql("""
                insert into audit_entry (actor, verb, kind, thing_id)
                values ('lea', 'approve', 'lease', 'l-1')
                """).update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id int)",
                "create schema mine",
                "create function mine() returns int language sql return 1",
                "create role mine",
                "drop table audit_entry",
                "alter table audit_entry add column mine int",
                "alter table audit_entry disable trigger all",
                "create index on audit_entry (reason)",
                "truncate idempotency_key",
                "update audit_entry set actor = 'nobody'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update installation set installation_id = 'other'",
                "delete from installation",
                "insert into installation (installation_id) values ('other')",
                "update flyway_schema_history set success = false",
                "delete from flyway_schema_history"
            })
    void the_service_cannot(String statement) {
        assertThatThrownBy(() -> service.sql(statement).update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from audit_entry",
                "insert into audit_entry (actor, verb, kind, thing_id) values ('a', 'b', 'c', 'd')",
                "insert into idempotency_key (principal, method, path, key, request_hash)"
                        + " values ('a', 'POST', '/', 'k', sha256(''))",
                "delete from idempotency_key",
                "update installation set epoch = epoch + 1",
                "select * from flyway_schema_history"
            })
    void the_service_can(String statement) {
        assertThatCode(() -> {
                    if (statement.startsWith("select")) {
                        service.sql(statement).query().listOfRows();
                    } else {
                        service.sql(statement).update();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_table_of_a_later_migration_is_the_services_to_write_and_not_to_change() {
        owner.sql("create table later (id bigint generated always as identity primary key, name text)")
                .update();

        assertThat(service.sql("insert into later (name) values ('x')").update())
                .isEqualTo(1);
        assertThat(service.sql("update later set name = 'y'").update()).isEqualTo(1);
        assertThat(service.sql("delete from later").update()).isEqualTo(1);
        assertThatThrownBy(() -> service.sql("drop table later").update())
                .rootCause()
                .hasMessageContaining("must be owner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into installation (only_row, installation_id) values (false, 'second')",
                "insert into installation (installation_id) values ('second')",
                "update installation set installation_id = 'Has Capitals'",
                "update installation set epoch = 0",
                "insert into audit_entry (actor, verb, kind, thing_id) values ('', 'b', 'c', 'd')",
                "insert into audit_entry (actor, verb, kind, thing_id, detail) values ('a', 'b', 'c', 'd', '[]')",
                "insert into idempotency_key (principal, method, path, key, request_hash)"
                        + " values ('a', 'POST', '/', '', sha256(''))",
                "insert into idempotency_key (principal, method, path, key, request_hash)"
                        + " values ('a', 'POST', '/', 'k', 'short')",
                "insert into idempotency_key (principal, method, path, key, request_hash, status)"
                        + " values ('a', 'POST', '/', 'k', sha256(''), 500)"
            })
    void the_schema_refuses_what_makes_no_sense(String statement) {
        assertThatThrownBy(() -> owner.sql(statement).update())
                .rootCause()
                .hasMessageMatching("(?s).*(violates check constraint|duplicate key).*");
    }
}
