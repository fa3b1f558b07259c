package io.burstlease.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Actors;
import io.burstlease.testing.Api;
import io.burstlease.testing.ContractVerbs;
import io.burstlease.testing.Guide;
import io.burstlease.testing.Script;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.VerbTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every verb on a host, in every state, by everybody; the host of a lease of two that {@code mia} applied for. */
class HostVerbTests extends StageTest {

    private static final Map<String, String> VERBS = verbs();

    private final Map<HostState, Host> spare = new LinkedHashMap<>();
    private @Nullable Actors actors;

    HostVerbTests(Parts parts) {
        super(parts);
    }

    private static Map<String, String> verbs() {
        Map<String, String> verbs = new LinkedHashMap<>();
        verbs.put("replace", "{}");
        verbs.put("keep", "{\"term\": \"PT1H\", \"reason\": \"look\"}");
        verbs.put("release", "{}");
        return verbs;
    }

    @BeforeEach
    void everybody() {
        actors = Actors.at(port, owner());
    }

    @Test
    void no_verb_of_the_contract_is_left_out() {
        assertThat(VERBS.keySet()).containsExactlyInAnyOrderElementsOf(ContractVerbs.on("hosts"));
    }

    @Test
    void every_verb_in_every_state_by_everybody_is_answered_as_the_guide_says() {
        VerbTable table = new VerbTable(people().names());
        for (HostState state : HostState.values()) {
            VERBS.forEach((verb, body) ->
                    people().names().forEach(who -> table.add(state.name(), verb, say(who, state, verb, body))));
        }
        Guide guide = Guide.of("leases.md", "host verbs");
        assertThat(guide.text())
                .as("copy %s over it where the change is meant", guide.propose(table.toString()))
                .isEqualTo(table.toString());
    }

    private Actors people() {
        return Objects.requireNonNull(actors);
    }

    private String say(String who, HostState state, String verb, String body) {
        Host host = spare.computeIfAbsent(state, this::in);
        long version = hosts.get(host.id()).version();
        Api.Answer answer = people().post(who, "/v1/hosts/" + host.id() + "/" + verb, body);
        if (answer.status() < 300) {
            spare.remove(state);
            return "**" + hosts.get(host.id()).state() + "**";
        }
        assertThat(hosts.get(host.id()).version())
                .as("%s of a %s host that was refused", verb, state)
                .isEqualTo(version);
        return answer.reason();
    }

    private Host in(HostState state) {
        // What others still wait for would take what is scripted for this one.
        leases.in(Set.of(LeaseState.PROVISIONING))
                .forEach(other ->
                        leases.change(other.id(), l -> l.release(Ending.FORCED, Act.by("oscar", now(), "tidy"))));
        return switch (state) {
            case PLANNED -> {
                for (int i = 0; i < 2; i++) {
                    world.cloud.script(new Script.Refuse(Family.STOCK, "OperationDenied.NoStock"));
                }
                yield coming(state);
            }
            case LAUNCHING -> {
                world.cloud.script(new Script.Doubt("SDK.ReadTimeout"));
                yield coming(state);
            }
            case BOOTING -> during(state, on -> world.cloud.boot(Duration.ofSeconds(on ? 300 : 20)));
            case JOINING -> during(state, on -> world.cluster.joins(!on));
            case PREPARING -> during(state, on -> world.cluster.healthy(!on));
            case READY -> hostsIn(anActiveLease(2, 1), state).getFirst();
            case DRAINING -> hosts.change(in(HostState.READY).id(), h -> h.drain(Leaving.RELEASED, "over", now()));
            case DELETING -> hosts.change(in(HostState.READY).id(), h -> h.delete(Leaving.RELEASED, "over", now()));
            case GONE -> gone(in(HostState.DELETING));
            case HELD -> {
                Host host = in(HostState.READY);
                assertThat(people().post(
                                        "operator",
                                        "/v1/hosts/" + host.id() + "/keep",
                                        Objects.requireNonNull(VERBS.get("keep")))
                                .status())
                        .isEqualTo(200);
                yield hosts.get(host.id());
            }
        };
    }

    /** One that comes while something keeps it where it is. */
    private Host during(HostState state, Consumer<Boolean> obstacle) {
        obstacle.accept(true);
        Host host = coming(state);
        obstacle.accept(false);
        return host;
    }

    private Host gone(Host host) {
        assertThat(world.until(Duration.ofHours(1), () -> hosts.get(host.id()).state() == HostState.GONE))
                .isTrue();
        return hosts.get(host.id());
    }

    /** One of a lease that is not ACTIVE yet. */
    private Host coming(HostState state) {
        Lease lease = anApprovedLease(2, 1);
        assertThat(world.until(
                        Duration.ofMinutes(10),
                        () -> stateOf(lease) == LeaseState.PROVISIONING
                                && !hostsIn(lease, state).isEmpty()))
                .as("a host that is %s: %s", state, world.errands.history())
                .isTrue();
        if (state == HostState.PLANNED) {
            world.step();
        }
        return hostsIn(lease, state).getFirst();
    }
}
