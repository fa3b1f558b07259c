package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalState;
import io.burstlease.lease.Renewals;
import io.burstlease.money.Money;
import io.burstlease.testing.Death;
import io.burstlease.testing.FakeInstance;
import io.burstlease.testing.FakePods;
import io.burstlease.testing.Mishap;
import io.burstlease.testing.Repeat;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hosts that join, are prepared, kept on by renewals, cordoned, uncordoned, cordoned again, drained and deleted: with
 * each step doubled and overtaken, each call failed, cut off and crossed by a release, and each settlement a place to
 * die. Whatever happens, the cloud holds what is wanted while the lease lives, and nothing is left when it is over.
 */
class KillMatrixTests extends StageTest {

    private static final int HOSTS = 2;
    private static final Duration LONGEST = Duration.ofMinutes(40);
    private static final Duration MORE = Duration.ofHours(4);
    private static final Duration ROOM = Duration.ofMinutes(30);

    private final Renewals renewals;

    KillMatrixTests(Parts parts, Renewals renewals) {
        super(parts);
        this.renewals = renewals;
    }

    @ParameterizedTest
    @EnumSource
    void steps_that_run_again_or_are_overtaken_change_nothing(Repeat how) {
        world.errands.repeat(how);
        wholeLife();
        assertThat(world.errands.failures()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MEANWHILE_BEFORE", "MEANWHILE_AFTER"})
    void a_release_may_cross_any_call(Mishap mishap) {
        wholeLife();
        List<String> sites = world.calls.sites();
        assertThat(sites).hasSizeGreaterThan(15);

        List<String> faults = new ArrayList<>();
        for (String site : sites) {
            begin();
            drive(faults, mishap + " at " + site, lease -> world.calls.at(site, 1, mishap, () -> over(lease)));
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MEANWHILE_BEFORE", "MEANWHILE_AFTER"})
    void calls_of_every_kind_may_fail_be_cut_off_and_be_overtaken(Mishap mishap) {
        List<String> faults = new ArrayList<>();
        for (int nth = 1; nth <= 3; nth++) {
            int number = nth;
            begin();
            drive(faults, mishap + " at every call number " + nth, lease -> world.calls.everywhere(number, mishap));
            assertThat(world.calls.mishaps()).isGreaterThan(5);
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_run_may_die_at_any_settlement(Death when) {
        wholeLife();
        int settlements = world.errands.settlements().begun();
        assertThat(settlements).isGreaterThan(20);

        List<String> faults = new ArrayList<>();
        for (int nth = 1; nth <= settlements; nth++) {
            int number = nth;
            begin();
            drive(
                    faults,
                    when + " of settlement " + nth,
                    lease -> world.errands.settlements().dieAt(number, when));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void a_release_may_come_between_what_a_run_read_and_what_it_writes() {
        wholeLife();
        int settlements = world.errands.settlements().begun();

        List<String> faults = new ArrayList<>();
        for (int nth = 1; nth <= settlements; nth++) {
            int number = nth;
            begin();
            drive(
                    faults,
                    "release before settlement " + nth,
                    lease -> world.errands.settlements().cross(number, () -> over(lease)));
        }
        assertThat(faults).isEmpty();
    }

    private void drive(List<String> faults, String what, Consumer<Lease> plan) {
        try {
            life(plan);
        } catch (AssertionError fault) {
            faults.add(what + ": " + fault.getMessage());
        }
    }

    private void wholeLife() {
        Lease lease = life(l -> {});
        assertThat(leases.get(lease.id()).ending()).contains(Ending.EXPIRED);
        assertThat(renewals.ofLease(lease.id())).hasSize(2).allMatch(r -> r.state() == RenewalState.IN_FORCE);
    }

    private Lease life(Consumer<Lease> plan) {
        world.cloud.boot(Duration.ZERO);
        Lease lease = anApprovedLease(HOSTS, HOSTS);
        plan.accept(lease);
        comes(lease, "ACTIVE", () -> stateOf(lease) == LeaseState.ACTIVE);
        standing(lease).forEach(host -> world.pods.start("pod-" + host.id(), node(host), FakePods.Kind.WILLING));
        isRenewed(lease);
        jumpTo(lease, leases.get(lease.id()).cordonAt());
        comes(lease, "cordoned", () -> leases.get(lease.id()).isCordoned() && cordoned(lease) == HOSTS);
        isRenewed(lease);
        comes(lease, "uncordoned", () -> !leases.get(lease.id()).isCordoned() && cordoned(lease) == 0);
        jumpTo(lease, leases.get(lease.id()).cordonAt());
        comes(lease, "cordoned again", () -> cordoned(lease) == HOSTS);
        jumpTo(lease, leases.get(lease.id()).end());
        leavesNothing(lease);
        return lease;
    }

    private void isRenewed(Lease lease) {
        if (isOver(lease)) {
            return;
        }
        Instant newEnd = leases.get(lease.id()).end().plus(MORE);
        Renewal wanted = renewals.request(
                lease.id(), newEnd, "more", Money.of("1", "CNY"), Act.by("mia", world.clock.instant(), null));
        renewals.approve(wanted.id(), Act.by("lea", world.clock.instant(), null));
        comes(lease, "IN_FORCE", () -> renewals.get(wanted.id()).state() == RenewalState.IN_FORCE);
        if (!isOver(lease)) {
            assertThat(world.cloud.live()).hasSize(HOSTS).allSatisfy(this::isKept);
        }
    }

    /** To the minute what the lease's end asks for. */
    private void isKept(FakeInstance instance) {
        Host host = hosts.byInstance(instance.id()).orElseThrow();
        Lease lease = leases.get(hosts.leaseOf(host.id()).orElseThrow());
        assertThat(instance.releaseAt())
                .isEqualTo(host.wantedReleaseAt().orElseThrow())
                .isBetween(
                        lease.hardEnd().plus(ROOM), lease.hardEnd().plus(ROOM).plus(Duration.ofMinutes(1)));
    }

    private void jumpTo(Lease lease, Instant then) {
        if (!isOver(lease) && world.clock.instant().isBefore(then)) {
            world.clock.set(then);
        }
    }

    private void comes(Lease lease, String what, BooleanSupplier condition) {
        assertThat(world.until(LONGEST, () -> isOver(lease) || condition.getAsBoolean()))
                .as(() -> what + " after " + tail())
                .isTrue();
    }

    private String tail() {
        List<String> all = world.errands.history();
        return String.join("\n  ", all.subList(Math.max(0, all.size() - 25), all.size()));
    }

    private boolean isOver(Lease lease) {
        return stateOf(lease) == LeaseState.CANCELLED
                || stateOf(lease) == LeaseState.RELEASING
                || stateOf(lease) == LeaseState.RELEASED;
    }

    private List<Host> standing(Lease lease) {
        return isOver(lease) ? List.of() : hostsIn(lease, HostState.READY);
    }

    private String node(Host host) {
        return host.nodeName().orElseThrow();
    }

    private long cordoned(Lease lease) {
        return standing(lease).stream()
                .filter(host -> world.cluster.get(node(host)).orElseThrow().unschedulable())
                .count();
    }

    private void over(Lease lease) {
        Act act = Act.by("mia", world.clock.instant(), "not needed");
        leases.change(lease.id(), l -> {
            switch (l.state()) {
                case REQUESTED, APPROVED -> l.cancel(act);
                case PROVISIONING, ACTIVE -> l.release(Ending.RELEASED, act);
                case RELEASING, RELEASED, REJECTED, CANCELLED, LAPSED, FAILED -> {}
            }
        });
    }

    private void leavesNothing(Lease lease) {
        world.hurry();
        assertThat(world.until(LONGEST, () -> stateOf(lease).isFinal()))
                .as(() -> "over after " + tail())
                .isTrue();
        world.pass(Duration.ofMinutes(3));
        assertThat(stateOf(lease)).isIn(LeaseState.RELEASED, LeaseState.CANCELLED);
        assertThat(world.cloud.alive()).as("instances").isEmpty();
        assertThat(world.cloud.releasedByItself())
                .as("released by the cloud itself")
                .isZero();
        assertThat(world.cluster.nodeNames()).as("nodes").isEmpty();
        assertThat(world.cluster.tokenIds()).as("bootstrap tokens").isEmpty();
        assertThat(world.pods.cut()).as("pods that were not evicted").isEmpty();
        assertThat(hosts.everOfLease(lease.id()))
                .hasSizeLessThanOrEqualTo(HOSTS)
                .allSatisfy(host -> {
                    assertThat(host.state()).isEqualTo(HostState.GONE);
                    assertThat(host.leaving()).contains(Leaving.RELEASED);
                });
        assertThat(open("usage_span where closed_before is null"))
                .as("open spans")
                .isZero();
        assertThat(open("host_assignment where upper_inf(during)"))
                .as("open assignments")
                .isZero();
        assertThat(openAttempts()).as("open attempts").isZero();
        assertThat(renewals.ofLease(lease.id()))
                .allMatch(renewal -> renewal.state().next().isEmpty());
        Instant soon = world.clock.instant().plus(Duration.ofMinutes(10));
        assertThat(world.errands.open(100))
                .as("errands that go on")
                .filteredOn(errand -> errand.due().isBefore(soon))
                .isEmpty();
    }

    private long open(String what) {
        return owner().sql("select count(*) from " + what).query(Long.class).single();
    }

    @Test
    void a_life_makes_calls_of_every_stage() {
        wholeLife();
        assertThat(world.calls.sites())
                .contains(
                        "launch putToken",
                        "join get",
                        "prepare dress",
                        "erase-token eraseToken",
                        "release-time moveReleaseTime",
                        "lease-end cordon",
                        "drain evict",
                        "delete delete",
                        "gone exists",
                        "forget-node delete",
                        "wind-up list");
    }
}
