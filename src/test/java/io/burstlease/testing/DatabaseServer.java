package io.burstlease.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The one PostgreSQL server of a test run; {@code -Dtest.database} says where it comes from. */
record DatabaseServer(String host, int port, String superuser, String password) {

    private static final String IMAGE = "postgres:18";
    private static final String CONNECTIONS = "400";

    static DatabaseServer start() {
        String kind = System.getProperty("test.database", "embedded");
        return switch (kind) {
            case "embedded" -> embedded();
            case "testcontainers" -> container();
            default ->
                throw new IllegalArgumentException(
                        "test.database is '" + kind + "', but may be embedded or testcontainers");
        };
    }

    /** Without fsync: a test database need not outlive its machine. */
    private static DatabaseServer embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", CONNECTIONS)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false)
                    .start();
            var server = new DatabaseServer("localhost", postgres.getPort(), "postgres", "postgres");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(postgres), "test-database-stop"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    /** Its own reaper removes the container when the run is over. */
    @SuppressWarnings("resource")
    private static DatabaseServer container() {
        var container = new PostgreSQLContainer(IMAGE);
        container.setCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + CONNECTIONS);
        container.start();
        return new DatabaseServer(
                container.getHost(), container.getMappedPort(5432), container.getUsername(), container.getPassword());
    }

    /** Application contexts close in their own hooks, at the same time as this one; they still need the server. */
    private void stop(EmbeddedPostgres postgres) {
        try {
            Poll.atMost(Duration.ofSeconds(10), () -> clients() == 0);
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long clients() {
        return JdbcClient.create(asSuperuser("postgres"))
                .sql("""
                        select count(*)
                          from pg_stat_activity
                         where backend_type = 'client backend'
                           and pid <> pg_backend_pid()
                        """)
                .query(Long.class)
                .single();
    }

    String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    DataSource asSuperuser(String database) {
        return as(superuser, password, database);
    }

    DataSource as(String role, String rolePassword, String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(url(database));
        source.setUser(role);
        source.setPassword(rolePassword);
        return source;
    }
}
