package io.burstlease.settings;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Brings the schema to what this build needs, and ends. It is the one process that needs the migration role, so that
 * the running service can do without it ({@code spring.flyway.enabled=false}).
 */
public final class Migration {

    private Migration() {}

    /**
     * With the settings of the service; of {@code spring.datasource} it takes the address and the role's name alone.
     */
    public static void run(String... settings) {
        new SpringApplicationBuilder(Schema.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of("spring.flyway.url", "${spring.datasource.url:}"))
                // The setting that keeps the service from migrating is not for this process.
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("migration", Map.of("spring.flyway.enabled", "true"))))
                .run(settings)
                .close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(FlywayAutoConfiguration.class)
    static class Schema {

        /** As {@link SettingsGate}, for the settings of this process. */
        @Bean
        static BeanFactoryPostProcessor settingsOfTheMigration() {
            return beans -> {
                List<String> faults = faults(beans.getBean(Environment.class));
                if (!faults.isEmpty()) {
                    throw new MissingSettings(faults);
                }
            };
        }

        private static List<String> faults(Environment environment) {
            Map<String, String> needed = Map.of(
                    "spring.flyway.url", "spring.datasource.url: where PostgreSQL is",
                    "spring.flyway.user", "spring.flyway.user: the database role that owns the schema",
                    "spring.flyway.placeholders.serviceRole",
                            "spring.datasource.username: the role the service works with",
                    "spring.flyway.placeholders.installationId",
                            "burstlease.installation-id: which installation this is");
            return needed.entrySet().stream()
                    .filter(entry -> environment.getProperty(entry.getKey(), "").isBlank())
                    .map(entry -> "missing is " + entry.getValue())
                    .sorted()
                    .toList();
        }
    }
}
