package io.burstlease.approve;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Host;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.money.Money;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.testing.Api;
import io.burstlease.testing.AtOnce;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.TestIssuer;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApproveTests extends StageTest {

    private static final Caller LEA = new Caller("lea", "Lea", Set.of(Role.LEAD, Role.MEMBER), null, false);
    private static final IfMatch WHATEVER = new IfMatch("*");
    private static final Decision YES = new Decision("fits", null);

    /**
     * 300 an hour for an hour's wait, eight hours, ten minutes of grace and the half hour of the cloud's own switch.
     */
    private static final BigDecimal OF_ONE_HOST = new BigDecimal("2900");

    private final Approve approve;
    private final Prices prices;

    ApproveTests(Parts parts, Approve approve, Prices prices) {
        super(parts);
        this.approve = approve;
        this.prices = prices;
    }

    @Test
    void of_64_approvals_at_once_exactly_as_many_are_granted_as_the_budget_has_room_for() throws Exception {
        budget(OF_ONE_HOST.multiply(BigDecimal.valueOf(5)).add(OF_ONE_HOST).subtract(new BigDecimal("0.01")));
        List<Lease> asked = applications(64);

        List<String> outcomes = AtOnce.all(asked.stream().map(this::approving).toList());

        assertThat(outcomes).filteredOn("granted"::equals).hasSize(5);
        assertThat(outcomes).filteredOn("over-budget"::equals).hasSize(59);
        assertThat(asked)
                .filteredOn(lease -> stateOf(lease) == LeaseState.APPROVED)
                .hasSize(5);
        assertThat(reserved()).isEqualByComparingTo(OF_ONE_HOST.multiply(BigDecimal.valueOf(5)));
    }

    @Test
    void of_many_approvals_at_once_exactly_as_many_are_granted_as_the_team_may_have_hosts() throws Exception {
        budget(new BigDecimal("1000000"));
        owner().sql("update team set max_hosts = 3").update();
        List<Lease> asked = applications(16);

        List<String> outcomes = AtOnce.all(asked.stream().map(this::approving).toList());

        assertThat(outcomes).filteredOn("granted"::equals).hasSize(3);
        assertThat(outcomes).filteredOn("over-team-hosts"::equals).hasSize(13);
    }

    @Test
    void approving_cancelling_and_lapsing_at_once_leave_one_outcome_and_buy_nothing_for_the_others() throws Exception {
        budget(new BigDecimal("1000000"));
        List<Lease> asked = applications(12);
        for (Lease lease : asked) {
            List<Callable<String>> verbs = new ArrayList<>(List.of(
                    approving(lease),
                    () -> outcome(() -> leases.change(lease.id(), l -> l.lapse(Act.itself(now(), "late"))))));
            if (asked.indexOf(lease) % 2 == 0) {
                verbs.add(() -> outcome(() -> leases.change(lease.id(), l -> l.cancel(Act.by("mia", now(), null)))));
            }
            List<String> outcomes = AtOnce.all(verbs);
            LeaseState state = stateOf(lease);
            switch (state) {
                case LAPSED -> assertThat(outcomes).startsWith("wrong-state", "granted");
                case CANCELLED -> assertThat(outcomes.subList(1, 3)).containsExactly("wrong-state", "granted");
                case APPROVED -> assertThat(outcomes).containsExactly("granted", "wrong-state");
                default -> throw new AssertionError(state + " after " + outcomes);
            }
            assertThat(reserved(lease))
                    .isEqualByComparingTo(state == LeaseState.APPROVED ? OF_ONE_HOST : BigDecimal.ZERO);
        }
        long approved = asked.stream()
                .filter(lease -> stateOf(lease) == LeaseState.APPROVED)
                .count();

        world.pass(Duration.ofMinutes(5));

        assertThat(world.cloud.everBought()).isEqualTo((int) approved);
    }

    @Test
    void a_lease_is_cancelled_after_its_approval_and_not_approved_after_its_cancellation() throws Exception {
        budget(new BigDecimal("1000000"));
        Lease granted = applications(1).getFirst();
        Lease withdrawn = applications(1).getFirst();

        assertThat(approving(granted).call()).isEqualTo("granted");
        leases.change(granted.id(), l -> l.cancel(Act.by("mia", now(), null)));
        leases.change(withdrawn.id(), l -> l.cancel(Act.by("mia", now(), null)));
        assertThat(approving(withdrawn).call()).isEqualTo("wrong-state");

        world.pass(Duration.ofMinutes(5));
        assertThat(world.cloud.everBought()).isZero();
        assertThat(reserved()).isZero();
    }

    @Test
    void hosts_that_became_dearer_are_granted_only_by_who_names_the_price_that_holds_now() {
        budget(new BigDecimal("1000000"));
        Lease asked = applications(1).getFirst();
        Api lea = lea();
        String seen = quote(lea, asked);
        prices.learn(
                PricedItem.HOST,
                TYPE,
                CHEAP,
                ChargeType.POSTPAID,
                Money.of("320", "CNY"),
                "test",
                now().minusSeconds(1));

        Api.Answer unseen = approve(lea, asked, "{}");
        Api.Answer outdated = approve(lea, asked, "{\"quote\": \"%s\"}".formatted(seen));

        assertThat(unseen.status()).isEqualTo(409);
        assertThat(unseen.reason()).isEqualTo("price-changed");
        assertThat(outdated.status()).isEqualTo(409);
        assertThat(outdated.reason()).isEqualTo("quote-changed");
        String current = outdated.json().path("current").asString();
        assertThat(current).isEqualTo(quote(lea, asked)).isNotEqualTo(seen);
        assertThat(stateOf(asked)).isEqualTo(LeaseState.REQUESTED);
        assertThat(reserved()).isZero();

        Api.Answer named = approve(lea, asked, "{\"quote\": \"%s\"}".formatted(current));

        assertThat(named.status()).as(named.toString()).isEqualTo(200);
        assertThat(leases.get(asked.id()).ask().hourlyPrice()).isEqualByComparingTo("322.2");
        assertThat(reserved())
                .isEqualByComparingTo(
                        OF_ONE_HOST.multiply(new BigDecimal("322.2")).divide(BigDecimal.valueOf(300)));
    }

    @Test
    void a_decision_that_saw_a_budget_that_is_gone_is_refused_with_what_holds_now() throws Exception {
        budget(OF_ONE_HOST);
        List<Lease> asked = applications(2);
        String seen = quote(lea(), asked.getLast());
        assertThat(approving(asked.getFirst()).call()).isEqualTo("granted");

        Api.Answer late = approve(lea(), asked.getLast(), "{\"quote\": \"%s\"}".formatted(seen));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.reason()).isEqualTo("quote-changed");
        assertThat(late.json().path("current").asString()).contains("over-budget");
    }

    @Test
    void nobody_decides_on_their_own_request_nor_for_another_team_nor_without_being_its_lead() {
        budget(new BigDecimal("1000000"));
        owner().sql("""
                        insert into team (id, name, max_hosts, max_term_days) values ('audio', 'Audio', 10, 90);
                        insert into team_member (team_id, subject, is_lead) values ('audio', 'eve', true);
                        """).update();
        Lease asked = applications(1).getFirst();
        Lease own = leases.request(asking(1, 1, null), now().plus(Duration.ofDays(1)), Act.by("mia", now(), null));
        owner().sql("update lease set applicant = 'lea' where id = :id")
                .param("id", own.id())
                .update();

        assertThat(approve(lea(), own, "{}").reason()).isEqualTo("own-request");
        assertThat(approve(as("eve", Role.LEAD), asked, "{}").reason()).isEqualTo("foreign-team");
        assertThat(approve(as("mia", Role.LEAD), asked, "{}").reason()).isEqualTo("not-a-lead");
        assertThat(List.of(stateOf(asked), stateOf(own))).containsOnly(LeaseState.REQUESTED);
    }

    @Test
    void a_decision_that_is_repeated_gets_its_answer_again_although_the_lease_has_moved_on() {
        budget(new BigDecimal("1000000"));
        Lease asked = applications(1).getFirst();
        Api repeating = lea().with("Idempotency-Key", "decision-1").with("If-Match", "\"" + asked.version() + "\"");
        Api.Answer first = repeating.post("/v1/leases/" + asked.id() + "/approve", "{}");
        world.pass(Duration.ofMinutes(5));
        assertThat(stateOf(asked)).isEqualTo(LeaseState.ACTIVE);

        Api.Answer again = repeating.post("/v1/leases/" + asked.id() + "/approve", "{}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void the_reservation_is_pulled_in_with_the_end_and_still_covers_what_the_hosts_cost_before() throws Exception {
        budget(new BigDecimal("1000000"));
        Lease asked = applications(1).getFirst();
        approving(asked).call();
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(asked) == LeaseState.ACTIVE))
                .isTrue();

        Instant bought = hosts.everOfLease(asked.id()).stream()
                .map(Host::boughtAfter)
                .flatMap(at -> at.stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = leases.get(asked.id()).hardEnd().plus(Duration.ofMinutes(30));
        BigDecimal seconds = BigDecimal.valueOf(Duration.between(bought, last).toSeconds());
        assertThat(reserved())
                .isLessThan(OF_ONE_HOST)
                .isEqualByComparingTo(seconds.multiply(BigDecimal.valueOf(300))
                        .divide(BigDecimal.valueOf(3600), 8, RoundingMode.HALF_UP));
    }

    private void budget(BigDecimal amount) {
        owner().sql("update team_budget set amount = :amount where month = '2026-03-01'")
                .param("amount", amount)
                .update();
    }

    private List<Lease> applications(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        leases.request(asking(1, 1, null), now().plus(Duration.ofDays(1)), Act.by("mia", now(), null)))
                .toList();
    }

    private Callable<String> approving(Lease lease) {
        return () -> outcome(() -> approve.grant(LEA, lease.id(), WHATEVER, YES));
    }

    private static String outcome(Runnable verb) {
        try {
            verb.run();
            return "granted";
        } catch (ProblemException refused) {
            return refused.reason();
        }
    }

    private BigDecimal reserved() {
        return owner().sql("select coalesce(sum(reserved), 0) from budget_reservation")
                .query(BigDecimal.class)
                .single();
    }

    private BigDecimal reserved(Lease lease) {
        return owner().sql("select coalesce(sum(reserved), 0) from budget_reservation where lease_id = :lease")
                .param("lease", lease.id())
                .query(BigDecimal.class)
                .single();
    }

    private Api as(String who, Role... roles) {
        return Api.nobody(port).as(TestIssuer.token(who, roles));
    }

    private Api lea() {
        return as("lea", Role.LEAD);
    }

    private static Api.Answer approve(Api caller, Lease lease, String decision) {
        return caller.with("If-Match", "*").post("/v1/leases/" + lease.id() + "/approve", decision);
    }

    private static String quote(Api caller, Lease lease) {
        return caller.get("/v1/approvals")
                .json()
                .path("items")
                .valueStream()
                .filter(waiting -> waiting.at("/lease/id").asString().equals(lease.id()))
                .map(waiting -> waiting.path("quote").asString())
                .findFirst()
                .orElseThrow();
    }
}
