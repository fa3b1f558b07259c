package io.burstlease.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.Burstlease;
import io.burstlease.testing.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationTests {

    @Test
    void migrate_brings_an_empty_database_to_its_schema_and_ends_and_a_second_run_changes_nothing() {
        TestDatabase database = TestDatabase.fresh();
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("drop schema public cascade").update();
        owner.sql("create schema public").update();

        Burstlease.main(arguments(database));
        Burstlease.main(arguments(database));

        assertThat(JdbcClient.create(database.service())
                        .sql("select installation_id from installation")
                        .query(String.class)
                        .single())
                .isEqualTo("by-hand");
    }

    @Test
    void what_it_needs_and_lacks_is_named_at_once() {
        assertThatExceptionOfType(MissingSettings.class)
                .isThrownBy(() -> Burstlease.main(new String[] {"migrate"}))
                .withMessageContainingAll(
                        "spring.datasource.url",
                        "spring.flyway.user",
                        "spring.datasource.username",
                        "burstlease.installation-id");
    }

    private static String[] arguments(TestDatabase database) {
        return Stream.of(
                        "migrate",
                        "--spring.flyway.enabled=false",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + TestDatabase.SERVICE,
                        "--spring.flyway.user=" + TestDatabase.OWNER,
                        "--spring.flyway.password=test",
                        "--burstlease.installation-id=by-hand")
                .toArray(String[]::new);
    }
}
