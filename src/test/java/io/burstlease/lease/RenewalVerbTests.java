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
 * Every decision on a renewal, in every state, by everybody; the renewal of an ACTIVE lease that {@code mia} asked for.
 */
class RenewalVerbTests extends StageTest {

    private static final List<String> VERBS = List.of("approve", "reject");

    private final Renewals renewals;
    private final Map<RenewalState, Renewal> spare = new LinkedHashMap<>();

    RenewalVerbTests(Parts parts, Renewals renewals) {
        super(parts);
        this.renewals = renewals;
    }

    @Test
    void every_decision_in_every_state_by_everybody_is_answered_as_the_guide_says() {
        Actors actors = Actors.at(port, owner());
        VerbTable table = new VerbTable(actors.names());
        for (RenewalState state : RenewalState.values()) {
            for (String verb : VERBS) {
                actors.names().forEach(who -> table.add(state.name(), verb, say(actors, who, state, verb)));
            }
        }
        Guide guide = Guide.of("leases.md", "renewal verbs");
        assertThat(guide.text())
                .as("copy %s over it where the change is meant", guide.propose(table.toString()))
                .isEqualTo(table.toString());
    }

    private String say(Actors actors, String who, RenewalState state, String verb) {
        Renewal renewal = spare.computeIfAbsent(state, this::in);
        long version = renewals.get(renewal.id()).version();
        Api.Answer answer = actors.post(
                who,
                "/v1/leases/" + renewal.leaseId() + "/renewals/" + renewal.id() + "/" + verb,
                "{\"reason\": \"so be it\"}");
        if (answer.status() < 300) {
            spare.remove(state);
            return "**" + renewals.get(renewal.id()).state() + "**";
        }
        assertThat(renewals.get(renewal.id()).version())
                .as("%s of a %s renewal that was refused", verb, state)
                .isEqualTo(version);
        return answer.reason();
    }

    private Renewal in(RenewalState state) {
        Act act = Act.by("lea", now(), null);
        return switch (state) {
            case REQUESTED -> {
                Lease lease = anActiveLease(1, 1);
                yield renewals.request(
                        lease.id(),
                        lease.end().plus(Duration.ofHours(1)),
                        "more",
                        lease.ask().hourly(),
                        Act.by("mia", now(), null));
            }
            case APPROVED -> renewals.approve(in(RenewalState.REQUESTED).id(), act);
            case REJECTED -> renewals.reject(in(RenewalState.REQUESTED).id(), act);
            case LAPSED -> renewals.lapse(in(RenewalState.REQUESTED).id(), act);
            case IN_FORCE -> {
                Renewal granted = in(RenewalState.APPROVED);
                assertThat(world.until(
                                Duration.ofMinutes(5),
                                () -> renewals.get(granted.id()).state() == RenewalState.IN_FORCE))
                        .isTrue();
                yield renewals.get(granted.id());
            }
        };
    }
}
