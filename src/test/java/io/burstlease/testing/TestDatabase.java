package io.burstlease.testing;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A migrated PostgreSQL database for one test class or application context, with the two roles of the real profile.
 *
 * <p>Each is a clone of a template that is migrated once per run, on one server per run.
 *
 * @param url where it is, as JDBC writes it
 * @param owner connections as the role that migrates and owns the schema
 * @param service connections as the role the service works with
 */
public record TestDatabase(String url, DataSource owner, DataSource service) {

    public static final String INSTALLATION = "test-installation";
    public static final String OWNER = "burstlease_owner";
    public static final String SERVICE = "burstlease_service";

    private static final String PASSWORD = "test";
    private static final String TEMPLATE = "burstlease_template";

    /** A database of one's own, migrated and empty; one at a time, since a template that is in use cannot be cloned. */
    public static synchronized TestDatabase fresh() {
        String name = "test_" + Template.CLONES.incrementAndGet();
        JdbcClient.create(Template.SERVER.asSuperuser("postgres"))
                .sql("create database %s template %s owner %s".formatted(name, TEMPLATE, OWNER))
                .update();
        return of(Template.SERVER, name);
    }

    /** What an application needs to use this database, migrations included. */
    public Map<String, String> properties() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", SERVICE,
                "spring.datasource.password", PASSWORD,
                "spring.flyway.url", url,
                "spring.flyway.user", OWNER,
                "spring.flyway.password", PASSWORD,
                "spring.flyway.placeholders.serviceRole", SERVICE,
                "spring.flyway.placeholders.installationId", INSTALLATION);
    }

    private static TestDatabase of(DatabaseServer server, String name) {
        return new TestDatabase(server.url(name), server.as(OWNER, PASSWORD, name), server.as(SERVICE, PASSWORD, name));
    }

    /** Started and migrated at first use. */
    private static final class Template {

        static final AtomicInteger CLONES = new AtomicInteger();
        static final DatabaseServer SERVER = migrated(DatabaseServer.start());

        private static DatabaseServer migrated(DatabaseServer server) {
            JdbcClient admin = JdbcClient.create(server.asSuperuser("postgres"));
            admin.sql("create role %s login createrole password '%s'".formatted(OWNER, PASSWORD))
                    .update();
            admin.sql("create role %s login password '%s'".formatted(SERVICE, PASSWORD))
                    .update();
            admin.sql("create database %s owner %s".formatted(TEMPLATE, OWNER)).update();
            Flyway.configure()
                    .dataSource(of(server, TEMPLATE).owner())
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("serviceRole", SERVICE, "installationId", INSTALLATION))
                    .load()
                    .migrate();
            return server;
        }
    }
}
