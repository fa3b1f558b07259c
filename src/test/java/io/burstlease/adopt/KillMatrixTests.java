package io.burstlease.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.host.Host;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.naming.Marks;
import io.burstlease.testing.Death;
import io.burstlease.testing.Mishap;
import io.burstlease.testing.Repeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two hosts are adopted, serve, and go: with each step doubled and overtaken, each call failed and cut off, and each
 * settlement a place to die. Whatever happens each is taken over once, nothing is bought, and nothing is left.
 */
class KillMatrixTests extends AdoptionStage {

    private static final Duration LONGEST = Duration.ofMinutes(40);

    KillMatrixTests(Parts parts, Adopt adopt, AdoptionTable table) {
        super(parts, adopt, table);
    }

    @ParameterizedTest
    @EnumSource
    void steps_that_run_again_or_are_overtaken_change_nothing(Repeat how) {
        world.errands.repeat(how);
        life(() -> {});
        assertThat(world.errands.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MEANWHILE_BEFORE", "MEANWHILE_AFTER"})
    void any_call_may_fail_be_cut_off_and_be_overtaken(Mishap mishap) {
        life(() -> {});
        List<String> faults = new ArrayList<>();
        for (String site : world.calls.sites()) {
            begin();
            drive(faults, mishap + " at " + site, () -> world.calls.at(site, 1, mishap, () -> {}));
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_run_may_die_at_any_settlement(Death when) {
        life(() -> {});
        int settlements = world.errands.settlements().begun();
        List<String> faults = new ArrayList<>();
        for (int nth = 1; nth <= settlements; nth++) {
            int number = nth;
            begin();
            drive(
                    faults,
                    when + " of settlement " + nth,
                    () -> world.errands.settlements().dieAt(number, when));
        }
        assertThat(faults).isEmpty();
    }

    private void drive(List<String> faults, String what, Runnable plan) {
        try {
            life(plan);
        } catch (AssertionError fault) {
            faults.add(what + ": " + fault.getMessage());
        }
    }

    private void life(Runnable plan) {
        world.hurry();
        List<HostToAdopt> wishes =
                List.of(wish(stands("gpu-old-1"), "gpu-old-1"), wish(stands("gpu-old-2"), "gpu-old-2"));
        plan.run();

        String id = adopt.of(OLGA, wishes, false).id();
        assertThat(world.until(LONGEST, () -> table.get(id).state() == AdoptionState.ADOPTED))
                .as("adopted: %s", world.errands.history())
                .isTrue();

        List<Lease> made = leases.in(Set.of(LeaseState.ACTIVE));
        assertThat(made).hasSize(1);
        Lease lease = made.getFirst();
        assertThat(hosts.everOfLease(lease.id())).extracting(Host::adopted).containsExactly(true, true);
        assertThat(world.cloud.live())
                .allSatisfy(instance -> assertThat(instance.tags()).containsEntry(Marks.TAG_LEASE, lease.id()));
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        assertThat(world.until(LONGEST, () -> stateOf(lease) == LeaseState.RELEASED))
                .as("released: %s", world.errands.history())
                .isTrue();
        assertThat(world.cloud.alive()).isEmpty();
        assertThat(world.cloud.sends()).isEmpty();
        assertThat(world.cloud.releasedByItself()).isZero();
        assertThat(world.cluster.nodeNames()).isEmpty();
    }
}
