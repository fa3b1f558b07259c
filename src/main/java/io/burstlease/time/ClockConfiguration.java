package io.burstlease.time;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** The one place that reads the system's clock. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ClockConfiguration {

    private final Clock local = Clock.systemUTC();

    @Bean
    DatabaseClock clock() {
        return new DatabaseClock(local);
    }

    /** Named so that the health endpoint shows it as {@code databaseClock}. */
    @Bean
    @DependsOnDatabaseInitialization
    ClockWatch databaseClockHealthIndicator(DatabaseClock clock, JdbcTemplate jdbc) {
        return new ClockWatch(local, clock, () -> measure(jdbc));
    }

    @Bean
    SchedulingConfigurer clockMeasurements(ClockWatch watch) {
        return tasks -> tasks.addFixedDelayTask(watch::measure, ClockWatch.MEASURE_EVERY);
    }

    /** On one connection, so that waiting for one is not taken for a slow round trip. */
    private OffsetMeasurement measure(JdbcTemplate jdbc) {
        ConnectionCallback<OffsetMeasurement> samples = connection -> {
            try (var statement = connection.prepareStatement("select clock_timestamp()")) {
                return OffsetMeasurement.take(local::instant, () -> read(statement));
            }
        };
        return Objects.requireNonNull(jdbc.execute(samples));
    }

    private static Instant read(PreparedStatement statement) {
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the database's clock could not be read", unreadable);
        }
    }
}
