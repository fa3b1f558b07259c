package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.offer.Zones;
import io.burstlease.team.Teams;
import io.burstlease.testing.Market;
import io.burstlease.testing.Things;
import io.burstlease.time.HandSetClock;
import io.burstlease.web.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskCheckTests {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Things things = Things.at(new HandSetClock(NOON));
    private final AskCheck rules = new AskRules(
            things.the(Teams.class),
            things.the(Catalog.class),
            things.the(Zones.class),
            Things.SHANGHAI,
            new HandSetClock(NOON));

    @BeforeAll
    void theMarket() {
        Market.in(things);
    }

    /** Two small hosts for team red. */
    private static RawAsk ask(@Nullable String startsAt, @Nullable String term, @Nullable String endsAt) {
        return new RawAsk(
                "red", "paint", "small", 2, null, null, null, null, startsAt, term, endsAt, null, null, null, null);
    }

    private static RawAsk hosts(@Nullable Integer hosts, @Nullable Integer minHosts) {
        return new RawAsk(
                "red", "paint", "small", hosts, minHosts, null, null, null, null, "P1D", null, null, null, null, null);
    }

    private SoundAsk sound(RawAsk raw) {
        return rules.check(raw, team -> {});
    }

    /** Each fault as {@code field reason}. */
    private List<String> faults(RawAsk raw) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> sound(raw));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.faults().stream()
                .map(fault -> fault.field() + " " + fault.reason())
                .toList();
    }

    @Test
    void what_is_not_said_has_a_default() {
        SoundAsk ask = sound(ask(null, "P7D", null));

        assertThat(ask.minHosts()).isEqualTo(2);
        assertThat(ask.chargeType()).isEqualTo(ChargeType.POSTPAID);
        assertThat(ask.workload()).isEqualTo(Workload.TRAINING);
        assertThat(ask.startsAt()).isEqualTo(NOON);
        assertThat(ask.longestWait()).isEqualTo(SoundAsk.DEFAULT_WAIT);
        assertThat(ask.grace()).isEqualTo(SoundAsk.DEFAULT_GRACE);
        assertThat(ask.lastsUntil()).isEqualTo(NOON.plus(Duration.ofDays(7)));
        assertThat(ask.latestEnd()).isEqualTo(NOON.plus(Duration.ofDays(7)).plus(SoundAsk.DEFAULT_WAIT));
        assertThat(ask.need().to()).isEqualTo(ask.latestEnd().plus(SoundAsk.DEFAULT_GRACE));
    }

    @Test
    void everything_that_is_said_is_kept() {
        SoundAsk ask = sound(new RawAsk(
                "red",
                "ink",
                "large",
                4,
                1,
                "z-2",
                "SPOT",
                null,
                "2026-03-03T08:00:00+08:00",
                null,
                "2026-03-05T00:00:00Z",
                "PT2H",
                "PT10M",
                "SERVING",
                null));

        Instant start = Instant.parse("2026-03-03T00:00:00Z");
        Instant end = Instant.parse("2026-03-05T00:00:00Z");
        assertThat(ask.startsAt()).isEqualTo(start);
        assertThat(ask.endsAt()).isEqualTo(end);
        assertThat(ask.latestEnd()).isEqualTo(end);
        LeaseAsk application = ask.application("red-platform", "ron", "a test", null, Money.of("10.5", "CNY"));
        assertThat(application.teamId()).isEqualTo("red");
        assertThat(application.projectId()).isEqualTo("ink");
        assertThat(application.hostClassId()).isEqualTo("large");
        assertThat(application.hosts()).isEqualTo(4);
        assertThat(application.minHosts()).isEqualTo(1);
        assertThat(application.zone()).isEqualTo("z-2");
        assertThat(application.chargeType()).isEqualTo(ChargeType.SPOT);
        assertThat(application.workload()).isEqualTo(Workload.SERVING);
        assertThat(application.longestWait()).isEqualTo(Duration.ofHours(2));
        assertThat(application.grace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(application.term()).isNull();
        assertThat(application.latestEnd(NOON.plus(Duration.ofDays(1)), Things.SHANGHAI))
                .isEqualTo(end);
    }

    @Test
    void a_term_counts_from_the_approval_and_the_longest_wait() {
        LeaseAsk application =
                sound(ask(null, "P2W", null)).application("ron", null, "a test", null, Money.of("1", "CNY"));
        Instant approved = Instant.parse("2026-03-03T02:00:00Z");

        assertThat(application.term()).isEqualTo("P14D");
        assertThat(application.latestEnd(approved, Things.SHANGHAI)).isEqualTo(Instant.parse("2026-03-17T06:00:00Z"));
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(faults(new RawAsk(
                        null,
                        "",
                        "huge",
                        0,
                        3,
                        "z-9",
                        "FREE",
                        null,
                        "yesterday",
                        "a week",
                        "2026-03-01T00:00:00Z",
                        "PT0S",
                        "P2D",
                        "MINING",
                        null)))
                .containsExactlyInAnyOrder(
                        "team required",
                        "project required",
                        "hostClass unknown-host-class",
                        "hosts min",
                        "minHosts over-hosts",
                        "zone unknown-zone",
                        "chargeType unknown-value",
                        "startsAt type",
                        "term term-or-end",
                        "term type",
                        "endsAt in-the-past",
                        "longestWait min",
                        "grace max",
                        "workload unknown-value");
    }

    @Test
    void an_empty_ask_names_what_is_missing() {
        assertThat(faults(new RawAsk(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)))
                .containsExactlyInAnyOrder(
                        "team required",
                        "project required",
                        "hostClass required",
                        "hosts required",
                        "term term-or-end");
    }

    @Test
    void a_team_that_does_not_exist_is_a_fault_and_its_access_is_not_asked() {
        RawAsk raw = new RawAsk(
                "green", "paint", "small", 1, null, null, null, null, null, "P1D", null, null, null, null, null);

        assertThat(faults(raw)).containsExactly("team unknown-team");
    }

    @Test
    void who_may_not_ask_for_the_team_is_told_so_before_any_fault() {
        RawAsk raw =
                new RawAsk("blue", "none", "none", 0, null, null, null, null, null, null, null, null, null, null, null);

        ProblemException refusal = catchThrowableOfType(
                ProblemException.class,
                () -> rules.check(raw, team -> {
                    throw ProblemException.forbidden("foreign-team", team);
                }));

        assertThat(refusal.reason()).isEqualTo("foreign-team");
        assertThat(refusal.detail()).isEqualTo("blue");
    }

    @Test
    void a_project_of_another_team_is_unknown() {
        assertThat(faults(new RawAsk(
                        "red", "sky", "small", 1, null, null, null, null, null, "P1D", null, null, null, null, null)))
                .containsExactly("project unknown-project");
    }

    @Test
    void hosts_are_from_one_to_what_the_team_may_hold() {
        assertThat(sound(hosts(20, 20)).hosts()).isEqualTo(20);
        assertThat(faults(hosts(21, 1))).containsExactly("hosts over-team-hosts");
        assertThat(faults(hosts(1001, 1))).containsExactly("hosts max");
        assertThat(faults(hosts(-1, null))).containsExactly("hosts min");
        assertThat(faults(hosts(2, 3))).containsExactly("minHosts over-hosts");
        assertThat(faults(hosts(2, 0))).containsExactly("minHosts min");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, P1D, 2026-03-04T00:00:00Z, term term-or-end",
                "-, -, -, term term-or-end",
                "-, P31D, -, term over-team-term",
                "-, P999999999Y, -, term over-team-term",
                "-, PT30S, -, term min",
                "-, P0D, -, term type",
                "-, P-1D, -, term type",
                "-, 7 days, -, term type",
                "-, -, 2026-03-02T12:00:00Z, endsAt in-the-past",
                "-, -, 2026-03-01T00:00:00Z, endsAt in-the-past",
                "-, -, 2026-04-02T00:00:00Z, endsAt over-team-term",
                "-, -, soon, endsAt type",
                "2026-03-05T00:00:00Z, -, 2026-03-04T00:00:00Z, endsAt min",
                "2026-03-02T11:54:00Z, P1D, -, startsAt in-the-past",
                "2027-03-04T00:00:00Z, P1D, -, startsAt too-far",
                "+999999999-12-31T23:59:59Z, P1D, -, startsAt too-far",
                "now, P1D, -, startsAt type",
            })
    void times_that_cannot_be_are_named(
            @Nullable String startsAt, @Nullable String term, @Nullable String endsAt, String fault) {
        assertThat(faults(ask(startsAt, term, endsAt))).containsExactly(fault);
    }

    @Test
    void a_start_a_moment_ago_is_now() {
        assertThat(sound(ask("2026-03-02T11:56:00Z", "P1D", null)).startsAt()).isEqualTo(NOON);
    }

    @Test
    void the_longest_term_is_counted_in_days_of_the_billing_zone() {
        assertThat(sound(ask(null, "P30D", null)).lastsUntil()).isEqualTo(NOON.plus(Duration.ofDays(30)));
        assertThat(faults(ask(null, "P30DT1S", null))).containsExactly("term over-team-term");
    }

    @Test
    void a_disabled_class_or_zone_cannot_be_asked_for() {
        things.owner()
                .sql("update host_class set enabled = false where id = 'large'")
                .update();
        things.owner().sql("update zone set enabled = false where id = 'z-2'").update();
        try {
            assertThat(faults(new RawAsk(
                            "red", "paint", "large", 1, null, "z-2", null, null, null, "P1D", null, null, null, null,
                            null)))
                    .containsExactly("hostClass host-class-disabled", "zone zone-disabled");
        } finally {
            things.owner().sql("update host_class set enabled = true").update();
            things.owner().sql("update zone set enabled = true").update();
        }
    }
}
