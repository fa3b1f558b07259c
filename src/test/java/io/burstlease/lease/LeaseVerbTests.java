package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.testing.Actors;
import io.burstlease.testing.Api;
import io.burstlease.testing.Ask;
import io.burstlease.testing.ContractVerbs;
import io.burstlease.testing.Guide;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.VerbTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every verb on a lease, in every state, by everybody: what is answered stands in the guide, and a refusal has changed
 * nothing. Each lease is brought into its state by what happens to it.
 */
class LeaseVerbTests extends StageTest {

    private static final Map<String, String> VERBS = verbs();

    private final Map<LeaseState, Lease> spare = new LinkedHashMap<>();
    private @Nullable Actors actors;

    LeaseVerbTests(Parts parts) {
        super(parts);
    }

    private static Map<String, String> verbs() {
        Map<String, String> verbs = new LinkedHashMap<>();
        verbs.put("approve", "{}");
        verbs.put("reject", "{\"reason\": \"no\"}");
        verbs.put("cancel", "{}");
        verbs.put("owner", "{\"owner\": \"max\"}");
        verbs.put("shrink", "{\"by\": 1}");
        verbs.put("growths", "{\"hosts\": 1, \"reason\": \"more\"}");
        verbs.put("renewals", "{\"term\": \"PT1H\", \"reason\": \"more\"}");
        verbs.put("release", "{}");
        return verbs;
    }

    @BeforeEach
    void everybody() {
        actors = Actors.at(port, owner());
    }

    @Test
    void no_verb_of_the_contract_is_left_out() {
        assertThat(VERBS.keySet()).containsExactlyInAnyOrderElementsOf(ContractVerbs.on("leases"));
    }

    @Test
    void every_verb_in_every_state_by_everybody_is_answered_as_the_guide_says() {
        Actors all = Objects.requireNonNull(actors);
        VerbTable table = new VerbTable(all.names());
        for (LeaseState state : LeaseState.values()) {
            VERBS.forEach((verb, body) -> all.names()
                    .forEach(who ->
                            table.add(state.name(), verb, say(state, verb, path -> all.post(who, path, body)))));
        }
        Guide guide = Guide.of("leases.md", "lease verbs");
        assertThat(guide.text())
                .as("copy %s over it where the change is meant", guide.propose(table.toString()))
                .isEqualTo(table.toString());
    }

    private String say(LeaseState state, String verb, Function<String, Api.Answer> post) {
        Lease lease = spare.computeIfAbsent(state, this::in);
        String before = picture(lease);
        Api.Answer answer = post.apply("/v1/leases/" + lease.id() + "/" + verb);
        if (answer.status() < 300) {
            spare.remove(state);
            String now = stateOf(lease).name();
            return now.equals(state.name()) ? "**done**" : "**" + now + "**";
        }
        assertThat(picture(lease))
                .as("%s of %s lease by a refused caller", verb, state)
                .isEqualTo(before);
        return answer.reason();
    }

    /** All that a verb could have changed. */
    private String picture(Lease lease) {
        Lease now = leases.get(lease.id());
        return now.version() + " " + now.state() + " " + now.owner() + " "
                + now.ask().hosts() + " "
                + leases.timeline(lease.id(), 0, 1000).size() + " "
                + owner().sql("""
                                select (select count(*) from renewal where lease_id = :lease)
                                     + (select count(*) from growth where lease_id = :lease)
                                """).param("lease", lease.id()).query(Long.class).single();
    }

    private Lease in(LeaseState state) {
        Act act = Act.by("lea", now(), null);
        return switch (state) {
            case REQUESTED ->
                leases.request(asking(2, 1, null), now().plus(Duration.ofDays(1)), Act.by("mia", now(), null));
            case APPROVED ->
                approved(Ask.from(now().plus(Duration.ofDays(1))).hosts(2, 1).ask());
            case PROVISIONING -> {
                world.cluster.joins(false);
                Lease lease = reach(anApprovedLease(2, 1), LeaseState.PROVISIONING);
                world.cluster.joins(true);
                yield lease;
            }
            case ACTIVE -> anActiveLease(2, 1);
            case RELEASING -> leases.change(in(LeaseState.ACTIVE).id(), lease -> lease.release(Ending.RELEASED, act));
            case RELEASED -> reach(in(LeaseState.RELEASING), LeaseState.RELEASED);
            case REJECTED -> leases.change(in(LeaseState.REQUESTED).id(), lease -> lease.reject(act));
            case CANCELLED -> leases.change(in(LeaseState.REQUESTED).id(), lease -> lease.cancel(act));
            case LAPSED -> leases.change(in(LeaseState.REQUESTED).id(), lease -> lease.lapse(act));
            case FAILED -> {
                Lease lease = reach(anApprovedLease(2, 1), LeaseState.PROVISIONING);
                leases.change(lease.id(), l -> l.release(Ending.GAVE_UP, act));
                yield reach(lease, LeaseState.FAILED);
            }
        };
    }

    private Lease reach(Lease lease, LeaseState state) {
        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == state))
                .as("a lease that is %s, not %s", state, stateOf(lease))
                .isTrue();
        return leases.get(lease.id());
    }
}
