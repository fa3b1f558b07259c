package io.burstlease.web;

import io.burstlease.testing.Api;
import io.burstlease.testing.TestDatabase;
import io.burstlease.testing.TestIssuer;
import io.burstlease.testing.WithTestDatabase;
import io.burstlease.testing.WithTestIssuer;
import io.burstlease.time.HandSetClock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;

/** a test of the base, with real tokens, a database of its own, a clock set by hand and {@link Probe}. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = BaseApplication.class)
@WithTestDatabase
@WithTestIssuer
@Import({Probe.class, HttpTest.ByHand.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
abstract class HttpTest {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @LocalServerPort
    int port;

    final TestDatabase database;
    final HandSetClock clock;

    HttpTest(TestDatabase database, HandSetClock clock) {
        this.database = database;
        this.clock = clock;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class ByHand {

        @Bean
        @Primary
        HandSetClock handSetClock() {
            return new HandSetClock(NOON);
        }
    }

    @BeforeEach
    void anEmptyProbe() {
        clock.set(NOON);
        owner().sql("""
                create table if not exists probe (id bigint generated always as identity primary key, team text not null);
                create table if not exists probe_part (probe_id bigint not null references probe deferrable initially deferred);
                truncate probe, probe_part, idempotency_key;
                """).update();
    }

    JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    long effects() {
        return owner().sql("select count(*) from probe").query(Long.class).single();
    }

    Api nobody() {
        return Api.nobody(port);
    }

    Api member() {
        return nobody().as(TestIssuer.token("mia", Role.MEMBER));
    }

    Api platform() {
        return nobody().as(TestIssuer.token("vtraining", Role.PLATFORM));
    }
}
