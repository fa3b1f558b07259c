package io.burstlease.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.testing.Api;
import io.burstlease.testing.TestDatabase;
import io.burstlease.testing.TestIssuer;
import io.burstlease.testing.WithTestDatabase;
import io.burstlease.testing.WithTestIssuer;
import io.burstlease.web.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = AuditTests.Application.class)
@WithTestDatabase
@WithTestIssuer
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class AuditTests {

    private final Audit audit;
    private final TransactionTemplate transaction;
    private final TestDatabase database;

    @LocalServerPort
    int port;

    AuditTests(Audit audit, PlatformTransactionManager transactions, TestDatabase database) {
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.database = database;
    }

    /** The record and what it stands on. */
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan("io.burstlease.web")
    @ComponentScan(
            basePackages = {
                "io.burstlease.audit",
                "io.burstlease.money",
                "io.burstlease.settings",
                "io.burstlease.time",
                "io.burstlease.web"
            },
            excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    static class Application {}

    @BeforeEach
    void an_empty_record() {
        JdbcClient.create(database.owner()).sql("truncate audit_entry").update();
    }

    @Test
    void an_entry_is_kept_with_the_databases_time_and_all_that_was_said() {
        record(new AuditEntry(
                "vtraining for mia", "approve", "lease", "l-1", "vision", "paper", "p v3", Map.of("hosts", 8)));

        var row = operator().get("/v1/audit").json().path("items").get(0);

        assertThat(row.path("actor").asString()).isEqualTo("vtraining for mia");
        assertThat(row.path("verb").asString()).isEqualTo("approve");
        assertThat(row.path("kind").asString()).isEqualTo("lease");
        assertThat(row.path("thingId").asString()).isEqualTo("l-1");
        assertThat(row.path("teamId").asString()).isEqualTo("vision");
        assertThat(row.path("reason").asString()).isEqualTo("paper");
        assertThat(row.path("policy").asString()).isEqualTo("p v3");
        assertThat(row.at("/detail/hosts").asInt()).isEqualTo(8);
        Instant now = JdbcClient.create(database.owner())
                .sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        assertThat(Instant.parse(row.path("at").asString())).isBetween(now.minus(Duration.ofMinutes(1)), now);
    }

    @Test
    void an_entry_is_taken_back_with_what_it_tells_of() {
        transaction.executeWithoutResult(status -> {
            audit.record(entry("lea", "approve", "l-1"));
            status.setRollbackOnly();
        });

        assertThat(things("")).isEmpty();
    }

    @Test
    void without_a_transaction_nothing_is_recorded() {
        assertThatThrownBy(() -> audit.record(entry("lea", "approve", "l-1")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void filters_narrow_the_list_and_the_newest_come_first() {
        record(entry("lea", "approve", "l-1"));
        record(entry("mia", "apply", "l-2"));
        record(entry("lea", "reject", "l-2"));

        assertThat(things("")).containsExactly("l-2 reject", "l-2 apply", "l-1 approve");
        assertThat(things("?actor=lea")).containsExactly("l-2 reject", "l-1 approve");
        assertThat(things("?actor=lea&thingId=l-2")).containsExactly("l-2 reject");
        assertThat(things("?verb=apply&kind=lease")).containsExactly("l-2 apply");
        assertThat(things("?kind=host")).isEmpty();
        assertThat(things("?from=2100-01-01T00:00:00Z")).isEmpty();
        assertThat(things("?to=2000-01-01T00:00:00Z")).isEmpty();
        assertThat(things("?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")).hasSize(3);
    }

    @Test
    void pages_neither_lose_nor_repeat_what_is_added_meanwhile() {
        for (int i = 1; i <= 5; i++) {
            record(entry("lea", "approve", "l-" + i));
        }
        var first = operator().get("/v1/audit?pageSize=3").json();
        record(entry("lea", "approve", "l-6"));
        String token = first.path("nextPageToken").asString();

        assertThat(first.path("items")
                        .valueStream()
                        .map(row -> row.path("thingId").asString()))
                .containsExactly("l-5", "l-4", "l-3");
        assertThat(things("?pageSize=3&pageToken=" + token)).containsExactly("l-2 approve", "l-1 approve");
    }

    @Test
    void it_is_for_operators_and_finance() {
        assertThat(as(Role.OPERATOR).get("/v1/audit")).returns(200, Api.Answer::status);
        assertThat(as(Role.FINANCE).get("/v1/audit")).returns(200, Api.Answer::status);
        assertThat(as(Role.MEMBER, Role.LEAD).get("/v1/audit")).returns(403, Api.Answer::status);
        assertThat(as(Role.PLATFORM).get("/v1/audit")).returns(403, Api.Answer::status);
    }

    private void record(AuditEntry entry) {
        transaction.executeWithoutResult(status -> audit.record(entry));
    }

    private static AuditEntry entry(String actor, String verb, String lease) {
        return new AuditEntry(actor, verb, "lease", lease, null, null, null, Map.of());
    }

    private List<String> things(String query) {
        return operator()
                .get("/v1/audit" + query)
                .json()
                .path("items")
                .valueStream()
                .map(row ->
                        row.path("thingId").asString() + " " + row.path("verb").asString())
                .toList();
    }

    private Api operator() {
        return as(Role.OPERATOR);
    }

    private Api as(Role... roles) {
        return Api.nobody(port).as(TestIssuer.token("ada", roles));
    }
}
