package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.testing.StageTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhasesTests extends StageTest {

    private final LeaseTimeline timeline;

    PhasesTests(Parts parts, LeaseTimeline timeline) {
        super(parts);
        this.timeline = timeline;
    }

    @Test
    void the_phases_of_a_life_follow_one_another_without_a_gap() {
        Lease lease = anActiveLease(2, 2);
        world.pass(Duration.ofMinutes(3));
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), null)));
        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();

        PhasesView phases = PhasesView.of(timeline.phases(lease.id()));

        assertThat(states(phases.lease()))
                .containsExactly("REQUESTED", "APPROVED", "PROVISIONING", "ACTIVE", "RELEASING", "RELEASED");
        assertThat(phases.launches()).hasSize(1);
        assertThat(phases.hosts()).hasSize(2).allSatisfy(host -> {
            assertThat(states(host.phases()))
                    .containsExactly(
                            "PLANNED",
                            "LAUNCHING",
                            "BOOTING",
                            "JOINING",
                            "PREPARING",
                            "READY",
                            "DRAINING",
                            "DELETING",
                            "GONE");
            for (int i = 1; i < host.phases().size(); i++) {
                assertThat(host.phases().get(i).since())
                        .isEqualTo(host.phases().get(i - 1).until());
            }
            assertThat(host.phases().getLast().until()).isNull();
        });
        assertThat(phases.lease().get(3).seconds())
                .isEqualByComparingTo(between(phases.lease().get(3)));
        assertThat(phases.lease().get(3).seconds()).isGreaterThanOrEqualTo(new BigDecimal("180"));
    }

    private static BigDecimal between(PhasesView.PhaseView phase) {
        return BigDecimal.valueOf(Duration.between(phase.since(), phase.until()).toMillis(), 3);
    }

    private static List<String> states(List<PhasesView.PhaseView> phases) {
        return phases.stream().map(PhasesView.PhaseView::state).toList();
    }
}
