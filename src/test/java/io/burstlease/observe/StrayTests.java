package io.burstlease.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.host.Host;
import io.burstlease.host.Passes;
import io.burstlease.lease.Lease;
import io.burstlease.naming.Marks;
import io.burstlease.testing.Api;
import io.burstlease.testing.FakeInstance;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.TestDatabase;
import io.burstlease.testing.TestIssuer;
import io.burstlease.web.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What costs and nobody accounts for is shown, with what it costs, until somebody does. */
class StrayTests extends StageTest {

    private final Strays strays;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;
    private final Passes passes;

    StrayTests(Parts parts, Strays strays, PlatformTransactionManager transactions, JdbcClient jdbc, Passes passes) {
        super(parts);
        this.jdbc = jdbc;
        this.passes = passes;
        this.strays = strays;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Test
    void a_gpu_instance_that_was_bought_by_hand_is_shown_with_what_it_costs_until_it_belongs_to_somebody() {
        FakeInstance byHand = world.cloud.buyByHand(request(Map.of("owner", "somebody")));
        Instant first = now();
        world.read();
        world.pass(Duration.ofMinutes(5));

        JsonNode sweep = sweep();
        assertThat(shown(sweep)).containsExactly("UNTAGGED " + byHand.id());
        assertThat(sweep.at("/items/0/hourlyCost/amount").asString()).isEqualTo("250.0000");
        assertThat(sweep.at("/hourlyCost/0/amount").asString()).isEqualTo("250.0000");
        assertThat(Instant.parse(sweep.at("/items/0/since").asString())).isBetween(first, first.plusSeconds(30));
        assertThat(world.cloud.deletes()).isEmpty();

        world.cloud.tag(byHand.id(), Map.of(Marks.TAG_INSTALLATION, "another"));
        world.read();
        assertThat(shown(sweep())).isEmpty();
    }

    @Test
    void one_with_our_tag_that_no_launch_bought_is_shown_and_never_deleted() {
        FakeInstance stranger = boughtByNobody("la-nowhere.1");
        world.pass(Duration.ofMinutes(30));

        assertThat(shown(sweep())).contains("UNKNOWN_LAUNCH " + stranger.id());
        assertThat(world.cloud.deletes()).isEmpty();
    }

    @Test
    void one_that_was_gone_and_one_without_a_release_time_are_shown_while_they_are_like_that() {
        Lease lease = anActiveLease(2, 2);
        world.pass(Duration.ofMinutes(12));
        List<Host> both = hosts.ofLease(lease.id());
        String back = both.getFirst().instanceId().orElseThrow();
        String unguarded = both.getLast().instanceId().orElseThrow();
        world.cloud.take(back);
        world.pass(Duration.ofMinutes(3));
        assertThat(shown(sweep())).isEmpty();

        world.cloud.bringBack(back);
        world.cloud.tamper(unguarded, null);
        world.read();
        assertThat(shown(sweep())).contains("SHOWN_AGAIN " + back, "UNGUARDED " + unguarded);

        world.pass(Duration.ofSeconds(30));
        assertThat(shown(sweep())).contains("SHOWN_AGAIN " + back).doesNotContain("UNGUARDED " + unguarded);
    }

    @Test
    void a_host_that_lost_its_tags_is_told_from_one_that_was_bought_by_hand() {
        Lease lease = anActiveLease(1, 1);
        world.read();
        String instance = hosts.ofLease(lease.id()).getFirst().instanceId().orElseThrow();
        world.cloud.live().getFirst().loseTags();
        world.read();

        assertThat(shown(sweep())).containsExactly("TAGS_LOST " + instance);
    }

    @Test
    void what_the_database_has_forgotten_has_everything_rest_until_an_operator_has_seen_it() {
        Standstills standstills = fresh();
        world.clock.advance(Duration.ofSeconds(2));
        world.read();
        assertThat(standstills.reason()).isEmpty();
        boughtByNobody("la-nowhere.1");
        world.read();
        world.clock.advance(Duration.ofSeconds(2));

        assertThat(standstills.reason())
                .hasValueSatisfying(why -> assertThat(why).contains("1 instances"));
        assertThat(sweep().at("/standstill/reason").asString()).isEqualTo("unknown-launches");
        assertThat(accept("")).returns(400, Api.Answer::status);
        Api.Answer accepted = accept("restored from a backup");
        assertThat(accepted).as(accepted.toString()).returns(200, Api.Answer::status);
        assertThat(accepted.json().has("standstill")).isFalse();
        assertThat(owner().sql("select words from standstill where ended_by is not null")
                        .query(String.class)
                        .list())
                .containsExactly("restored from a backup");

        world.pass(Duration.ofMinutes(1));
        assertThat(standstills.reason()).as("what was accepted begins no other").isEmpty();
        boughtByNobody("la-nowhere.2");
        world.read();
        world.clock.advance(Duration.ofSeconds(2));
        assertThat(standstills.reason()).isPresent();
        assertThat(owner().sql("select count(*) from standstill")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void nothing_is_changed_before_the_cloud_was_read() {
        Standstills fresh = fresh();
        assertThat(fresh.reason()).hasValueSatisfying(why -> assertThat(why).contains("was not read"));

        world.clock.advance(Duration.ofSeconds(2));
        world.cloud.down(true);
        world.read();
        world.clock.advance(Duration.ofSeconds(2));
        assertThat(fresh.reason()).isPresent();

        world.cloud.down(false);
        world.read();
        world.clock.advance(Duration.ofSeconds(2));
        assertThat(fresh.reason()).isEmpty();
    }

    @Test
    void a_reading_that_comes_late_changes_nothing() {
        Stray stray = new Stray(
                "i-1", Stray.Kind.UNTAGGED, TYPE, CHEAP, ChargeType.POSTPAID, "by hand", NOON.plusSeconds(10));
        shown(NOON.plusSeconds(10), List.of(stray));
        shown(NOON, List.of());
        assertThat(strays.open()).containsExactly(stray);

        shown(NOON.plusSeconds(20), List.of());
        shown(NOON.plusSeconds(15), List.of());
        assertThat(strays.open()).isEmpty();
        shown(NOON.plusSeconds(30), List.of(stray));
        assertThat(strays.open())
                .singleElement()
                .satisfies(again -> assertThat(again.since()).isEqualTo(NOON.plusSeconds(30)));
    }

    @Test
    void only_operators_see_it() {
        assertThat(Api.nobody(port).as(TestIssuer.token("mia", Role.MEMBER)).get("/v1/sweeps"))
                .returns(403, Api.Answer::status);
    }

    /** As in a copy that starts now. */
    private Standstills fresh() {
        return new Standstills(jdbc, passes, world.clock, new SimpleMeterRegistry());
    }

    private FakeInstance boughtByNobody(String attempt) {
        return world.cloud.buyByHand(
                request(Map.of(Marks.TAG_INSTALLATION, TestDatabase.INSTALLATION, Marks.TAG_ATTEMPT, attempt)));
    }

    private Api.Answer accept(String reason) {
        return Api.nobody(port)
                .as(TestIssuer.token("oscar", Role.OPERATOR))
                .post("/v1/sweeps/accept", "{\"reason\": \"%s\"}".formatted(reason));
    }

    private void shown(Instant at, List<Stray> found) {
        transactions.executeWithoutResult(status -> strays.shown(at, found));
    }

    private JsonNode sweep() {
        Api.Answer answer =
                Api.nobody(port).as(TestIssuer.token("oscar", Role.OPERATOR)).get("/v1/sweeps");
        assertThat(answer).as(answer.toString()).returns(200, Api.Answer::status);
        return answer.json();
    }

    private static List<String> shown(JsonNode sweep) {
        return sweep.path("items")
                .valueStream()
                .map(item -> item.path("kind").asString() + " "
                        + item.path("instance").asString())
                .toList();
    }

    private static LaunchRequest request(Map<String, String> tags) {
        return new LaunchRequest(
                "by-hand",
                CHEAP,
                "vsw-b",
                "sg-old",
                "m-old",
                TYPE,
                1,
                1,
                ChargeType.POSTPAID,
                null,
                null,
                NOON.plus(Duration.ofHours(20)),
                "gpu-old",
                new LaunchRequest.Disk("cloud_essd", 100, "PL1"),
                List.of(),
                null,
                null,
                "",
                tags);
    }
}
