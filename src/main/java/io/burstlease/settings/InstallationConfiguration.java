package io.burstlease.settings;

import java.time.OffsetDateTime;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class InstallationConfiguration {

    /** Refuses to start on the database of another installation: it would take its hosts for ours. */
    @Bean
    @DependsOnDatabaseInitialization
    Installation installation(
            JdbcClient jdbc, @Value("${spring.flyway.placeholders.installationId}") String configured) {
        Installation stored = jdbc.sql("""
                select installation_id, created_at, epoch
                from installation
                """)
                .query((row, n) -> new Installation(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getLong(3)))
                .single();
        if (!stored.id().equals(configured)) {
            throw new IllegalStateException(
                    "This database belongs to installation '%s', and burstlease.installation-id says '%s'"
                            .formatted(stored.id(), configured));
        }
        return stored;
    }
}
