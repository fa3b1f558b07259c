package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.testing.Actors;
import io.burstlease.testing.Api;
import io.burstlease.testing.Guide;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.VerbTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every decision on a growth, in every state, by everybody; the growth of an ACTIVE lease that {@code mia} asked for.
 */
class GrowthVerbTests extends StageTest {

    private static final List<String> VERBS = List.of("approve", "reject");

    private final Growths growths;
    private final Map<GrowthState, Growth> spare = new LinkedHashMap<>();

    GrowthVerbTests(Parts parts, Growths growths) {
        super(parts);
        this.growths = growths;
    }

    @Test
    void every_decision_in_every_state_by_everybody_is_answered_as_the_guide_says() {
        Actors actors = Actors.at(port, owner());
        VerbTable table = new VerbTable(actors.names());
        for (GrowthState state : GrowthState.values()) {
            for (String verb : VERBS) {
                actors.names().forEach(who -> table.add(state.name(), verb, say(actors, who, state, verb)));
            }
        }
        Guide guide = Guide.of("leases.md", "growth verbs");
        assertThat(guide.text())
                .as("copy %s over it where the change is meant", guide.propose(table.toString()))
                .isEqualTo(table.toString());
    }

    private String say(Actors actors, String who, GrowthState state, String verb) {
        Growth growth = spare.computeIfAbsent(state, this::in);
        long version = growths.get(growth.id()).version();
        Api.Answer answer = actors.post(
                who,
                "/v1/leases/" + growth.leaseId() + "/growths/" + growth.id() + "/" + verb,
                "{\"reason\": \"so be it\"}");
        if (answer.status() < 300) {
            spare.remove(state);
            return "**" + growths.get(growth.id()).state() + "**";
        }
        assertThat(growths.get(growth.id()).version())
                .as("%s of a %s growth that was refused", verb, state)
                .isEqualTo(version);
        return answer.reason();
    }

    private Growth in(GrowthState state) {
        Act act = Act.by("lea", now(), null);
        return switch (state) {
            case REQUESTED -> {
                Lease lease = anActiveLease(1, 1);
                yield growths.request(lease.id(), 1, "more", lease.ask().hourly(), Act.by("mia", now(), null));
            }
            case APPROVED -> growths.approve(in(GrowthState.REQUESTED).id(), act);
            case REJECTED -> growths.reject(in(GrowthState.REQUESTED).id(), act);
            case LAPSED -> growths.lapse(in(GrowthState.REQUESTED).id(), act);
            case IN_FORCE -> {
                Growth granted = in(GrowthState.APPROVED);
                assertThat(world.until(
                                Duration.ofMinutes(5),
                                () -> growths.get(granted.id()).state() == GrowthState.IN_FORCE))
                        .isTrue();
                yield growths.get(granted.id());
            }
            case CUT -> growths.cut(in(GrowthState.APPROVED).id(), 1, act);
        };
    }
}
