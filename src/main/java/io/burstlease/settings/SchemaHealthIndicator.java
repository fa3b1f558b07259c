package io.burstlease.settings;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Up when the schema has every migration this build was made for, whoever ran them; a newer schema is fine. */
@Component("flywayHealthIndicator")
class SchemaHealthIndicator implements HealthIndicator {

    private final JdbcClient jdbc;
    private final String table;
    private final MigrationVersion needed;

    SchemaHealthIndicator(
            JdbcClient jdbc,
            ResourcePatternResolver resources,
            @Value("${spring.flyway.table:flyway_schema_history}") String table)
            throws IOException {
        this.jdbc = jdbc;
        this.table = table;
        this.needed = Arrays.stream(resources.getResources("classpath*:db/migration/V*__*.sql"))
                .map(file -> Objects.requireNonNull(file.getFilename()))
                .map(name -> MigrationVersion.fromVersion(name.substring(1, name.indexOf("__"))))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public Health health() {
        boolean there = jdbc
                .sql("select version from %s where success and version is not null".formatted(table))
                .query(String.class)
                .stream()
                .map(MigrationVersion::fromVersion)
                .anyMatch(version -> version.compareTo(needed) >= 0);
        return (there ? Health.up() : Health.down())
                .withDetail("needed", needed.getVersion())
                .build();
    }
}
