package io.burstlease.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.burstlease.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

class SettingsTests {

    private static final Map<String, Object> GOOD = Map.of(
            "spring.datasource.url", "jdbc:postgresql://db.example/burstlease",
            "spring.datasource.username", "burstlease_service",
            "spring.flyway.user", "burstlease_owner",
            "spring.flyway.placeholders.installationId", "prod-1",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri", "https://id.example/realms/main");

    @Test
    void good_settings_have_no_faults() {
        assertThat(faults(GOOD)).isEmpty();
    }

    @Test
    void everything_that_is_missing_is_named_at_once() {
        assertThat(faults(Map.of()))
                .extracting(fault -> fault.substring(0, fault.indexOf(" is missing")))
                .containsExactly(
                        "spring.datasource.url",
                        "spring.datasource.username",
                        "spring.flyway.user",
                        "burstlease.installation-id",
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri");
    }

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.url, jdbc:mysql://db.example/x, jdbc:postgresql:",
        "spring.flyway.user, burstlease_service, both 'burstlease_service'",
        "spring.flyway.placeholders.installationId, Prod_1, 'Prod_1'",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri, id.example, http or https",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri, ftp://id.example, http or https"
    })
    void what_contradicts_is_named_with_its_value(String property, String value, String told) {
        Map<String, Object> settings = new HashMap<>(GOOD);
        settings.put(property, value);

        assertThat(faults(settings)).singleElement().asString().contains(told);
    }

    @Test
    void where_another_process_migrates_its_role_need_not_be_known() {
        Map<String, Object> settings = new HashMap<>(GOOD);
        settings.remove("spring.flyway.user");
        settings.put("spring.flyway.enabled", "false");

        assertThat(faults(settings)).isEmpty();
    }

    @Test
    void the_start_ends_with_all_faults_of_all_modules_before_any_bean_is_built() {
        MissingSettings refusal = catchThrowableOfType(
                MissingSettings.class,
                () -> application(Gated.class)
                        .run("--burstlease.settings.check=true", "--burstlease.billing-zone=Asia/Kolkata"));

        assertThat(refusal.faults())
                .anyMatch(fault -> fault.startsWith("spring.datasource.url is missing"))
                .anyMatch(fault -> fault.startsWith("burstlease.installation-id is missing"))
                .anyMatch(fault -> fault.startsWith("burstlease.billing-zone Asia/Kolkata"));
        FailureAnalysis shown = new MissingSettingsAnalysis().analyze(refusal, refusal);
        assertThat(shown.getDescription()).contains("\n  - spring.datasource.url is missing");
    }

    @Test
    void the_database_of_another_installation_is_refused() {
        JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh().service());
        InstallationConfiguration configuration = new InstallationConfiguration();

        Installation ours = configuration.installation(jdbc, TestDatabase.INSTALLATION);
        assertThat(ours.id()).isEqualTo(TestDatabase.INSTALLATION);
        assertThat(ours.epoch()).isEqualTo(1);
        assertThatThrownBy(() -> configuration.installation(jdbc, "somebody-else"))
                .hasMessageContaining("belongs to installation '" + TestDatabase.INSTALLATION + "'")
                .hasMessageContaining("'somebody-else'");
    }

    /** A bean that must not be built, behind the gate. */
    @Configuration(proxyBeanMethods = false)
    @Import(SettingsGate.class)
    static class Gated {

        @Bean
        Object breaks() {
            throw new AssertionError("a bean was built before the settings were checked");
        }
    }

    private static SpringApplication application(Class<?> source) {
        SpringApplication application = new SpringApplication(source);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application;
    }

    private static List<String> faults(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new BaseSettings().faults(environment);
    }
}
