package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Growth;
import io.burstlease.lease.GrowthState;
import io.burstlease.lease.Growths;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.Renewals;
import io.burstlease.testing.Ask;
import io.burstlease.testing.FakePods;
import io.burstlease.testing.Race;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two that want the same lease at the same moment, in both orders. */
class RaceTests extends StageTest {

    private static final Caller MIA = new Caller("mia", "Mia", Set.of(Role.MEMBER), null, false);
    private static final Caller OSCAR = new Caller("oscar", "Oscar", Set.of(Role.OPERATOR), null, false);
    private static final IfMatch WHATEVER = new IfMatch("*");

    private final Release release;
    private final ShrinkLease shrink;
    private final Renewals renewals;
    private final Growths growths;

    RaceTests(Parts parts, Release release, ShrinkLease shrink, Renewals renewals, Growths growths) {
        super(parts);
        this.growths = growths;
        this.release = release;
        this.shrink = shrink;
        this.renewals = renewals;
    }

    @Test
    void an_approval_before_a_cancellation_is_withdrawn_by_it() throws Exception {
        Lease lease = asked();

        Race.Outcome outcome = race(lease).of(() -> approve(lease), () -> cancel(lease));

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "done"));
        nothingIsBoughtFor(lease);
    }

    @Test
    void an_approval_after_a_cancellation_is_refused() throws Exception {
        Lease lease = asked();

        Race.Outcome outcome = race(lease).of(() -> cancel(lease), () -> approve(lease));

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "wrong-state"));
        nothingIsBoughtFor(lease);
    }

    @Test
    void of_two_decisions_the_first_holds() throws Exception {
        Lease lease = asked();

        Race.Outcome outcome = race(lease).of(() -> reject(lease), () -> approve(lease));

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "wrong-state"));
        assertThat(stateOf(lease)).isEqualTo(LeaseState.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_cancellation_and_the_start_leave_nothing_behind(boolean cancelFirst) throws Exception {
        Lease lease = anApprovedLease(2, 2);
        Runnable start = () -> world.errands.step("place", lease.id());

        Race.Outcome outcome = cancelFirst
                ? race(lease).of(() -> cancel(lease), start)
                : race(lease).of(start, () -> cancel(lease));

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "done"));
        assertThat(stateOf(lease)).isEqualTo(cancelFirst ? LeaseState.CANCELLED : LeaseState.RELEASING);
        world.pass(Duration.ofMinutes(40));
        assertThat(stateOf(lease)).isEqualTo(cancelFirst ? LeaseState.CANCELLED : LeaseState.RELEASED);
        assertThat(world.cloud.everBought()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_release_and_the_send_of_its_purchase_leave_nothing_behind(boolean releaseFirst) throws Exception {
        Lease lease = anApprovedLease(2, 2);
        world.errands.step("place", lease.id());
        world.errands.step("place", lease.id());
        String launch = launches.ofLease(lease.id()).getFirst().id();
        Runnable send = () -> world.errands.step("launch", launch);
        Runnable giveBack = () -> release.of(MIA, lease.id(), WHATEVER, because(false));

        Race.Outcome outcome =
                releaseFirst ? race(lease).of(giveBack, send) : race(lease).of(send, giveBack);

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "done"));
        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(world.cloud.alive()).isEmpty();
        assertThat(world.cloud.everBought()).isEqualTo(releaseFirst ? 0 : 2);
        assertThat(openAttempts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_growth_and_a_release_leave_nothing_behind(boolean grantFirst) throws Exception {
        Lease lease = anActiveLease(1, 1);
        Growth growth = growths.request(lease.id(), 1, "more", lease.ask().hourly(), Act.by("mia", now(), null));
        Runnable grant = () -> growths.approve(growth.id(), Act.by("lea", now(), null));
        Runnable giveBack = () -> release.of(MIA, lease.id(), WHATEVER, because(false));

        Race.Outcome outcome =
                grantFirst ? race(lease).of(grant, giveBack) : race(lease).of(giveBack, grant);

        assertThat(outcome).isEqualTo(new Race.Outcome("done", grantFirst ? "done" : "wrong-state"));
        assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(growths.get(growth.id()).state()).isEqualTo(grantFirst ? GrowthState.CUT : GrowthState.REQUESTED);
        assertThat(world.cloud.alive()).isEmpty();
        assertThat(world.cloud.everBought()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_growth_and_a_shrink_add_up(boolean grantFirst) throws Exception {
        Lease lease = anActiveLease(2, 1);
        Growth growth = growths.request(lease.id(), 1, "more", lease.ask().hourly(), Act.by("mia", now(), null));
        Runnable grant = () -> growths.approve(growth.id(), Act.by("lea", now(), null));
        Runnable less =
                () -> shrink.of(MIA, lease.id(), WHATEVER, new ShrinkController.ShrinkRequest(null, 1, "fewer"));

        Race.Outcome outcome =
                grantFirst ? race(lease).of(grant, less) : race(lease).of(less, grant);

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "done"));
        assertThat(leases.get(lease.id()).ask().hosts()).isEqualTo(2);
        assertThat(world.until(
                        Duration.ofHours(1),
                        () -> growths.get(growth.id()).state() == GrowthState.IN_FORCE
                                && hostsIn(lease, HostState.READY).size() == 2
                                && world.cloud.alive().size() == 2))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_grant_in_the_second_of_the_end_does_not_bring_a_lease_back(boolean grantFirst) throws Exception {
        Lease lease = anActiveLease(1, 1);
        Renewal renewal = renewals.request(
                lease.id(),
                lease.end().plus(Duration.ofHours(1)),
                "more",
                lease.ask().hourly(),
                Act.by("mia", now(), null));
        world.clock.set(lease.end());
        Runnable grant = () -> renewals.approve(renewal.id(), Act.by("lea", now(), null));
        Runnable end = () -> world.errands.step("lease-end", lease.id());

        Race.Outcome outcome =
                grantFirst ? race(lease).of(grant, end) : race(lease).of(end, grant);

        assertThat(Set.of(outcome.first(), outcome.second())).containsExactlyInAnyOrder("done", "wrong-state");
        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);
        assertThat(leases.get(lease.id()).end()).isEqualTo(lease.end());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_grant_just_before_the_end_and_the_watch_of_the_end_agree(boolean grantFirst) throws Exception {
        Lease lease = anActiveLease(1, 1);
        Instant later = lease.end().plus(Duration.ofHours(1));
        Renewal renewal =
                renewals.request(lease.id(), later, "more", lease.ask().hourly(), Act.by("mia", now(), null));
        // Not yet marked as cordoned: the watch has something to write.
        world.clock.set(lease.end().minusSeconds(1));
        Runnable grant = () -> renewals.approve(renewal.id(), Act.by("lea", now(), null));
        Runnable watch = () -> world.errands.step("lease-end", lease.id());

        Race.Outcome outcome =
                grantFirst ? race(lease).of(grant, watch) : race(lease).of(watch, grant);

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "done"));
        world.pass(Duration.ofMinutes(1));
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);
        assertThat(leases.get(lease.id()).end()).isEqualTo(later);
        assertThat(leases.get(lease.id()).isCordoned()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_host_that_is_shrunk_while_it_joins_does_not_stay(boolean shrinkFirst) throws Exception {
        Lease lease = anActiveLease(2, 1);
        Host old = hostsIn(lease, HostState.READY).getFirst();
        hosts.change(old.id(), host -> host.delete(Leaving.BROKEN, "gpu: fell off the bus", now()));
        world.cluster.joins(false);
        assertThat(world.until(
                        Duration.ofMinutes(5),
                        () -> !hostsIn(lease, HostState.JOINING).isEmpty()))
                .isTrue();
        Host joining = hostsIn(lease, HostState.JOINING).getFirst();
        Runnable join = () -> hosts.change(joining.id(), host -> {
            if (host.state() == HostState.JOINING) {
                host.bind("node", "uid", now());
            }
        });
        Runnable fewer = () -> shrink.of(
                MIA, lease.id(), WHATEVER, new ShrinkController.ShrinkRequest(List.of(joining.id()), null, null));

        Race.Outcome outcome =
                shrinkFirst ? race(lease).of(fewer, join) : race(lease).of(join, fewer);

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "done"));
        assertThat(hosts.get(joining.id()).leaving()).contains(Leaving.RELEASED);
        assertThat(world.until(
                        Duration.ofMinutes(40), () -> hosts.get(joining.id()).state() == HostState.GONE))
                .isTrue();
        assertThat(hostsIn(lease, HostState.READY)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void force_and_the_end_of_a_drain_delete_a_host_once(boolean forceFirst) throws Exception {
        Lease lease = anActiveLease(1, 1);
        Host host = hostsIn(lease, HostState.READY).getFirst();
        world.pods.start("server", host.nodeName().orElseThrow(), FakePods.Kind.BUDGETED);
        release.of(MIA, lease.id(), WHATEVER, because(false));
        world.pass(Duration.ofMinutes(1));
        world.clock.advance(GRACE);
        Runnable drained = () -> world.errands.step("drain", host.id());
        Runnable force = () -> release.of(OSCAR, lease.id(), WHATEVER, because(true));

        Race.Outcome outcome =
                forceFirst ? race(lease).of(force, drained) : race(lease).of(drained, force);

        assertThat(outcome).isEqualTo(new Race.Outcome("done", "done"));
        assertThat(world.until(Duration.ofMinutes(40), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
        assertThat(owner().sql("select count(*) from host_event where host_id = :host and event = 'deleting'")
                        .param("host", host.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private Race race(Lease lease) {
        return new Race(database, lease.id());
    }

    private Lease asked() {
        return leases.request(
                Ask.from(now()).hosts(2, 2).ask(), now().plus(Duration.ofDays(1)), Act.by("mia", now(), null));
    }

    private void approve(Lease lease) {
        leases.change(lease.id(), l -> l.approve(now().plus(Duration.ofHours(9)), Act.by("lea", now(), null)));
    }

    private void reject(Lease lease) {
        leases.change(lease.id(), l -> l.reject(Act.by("lea", now(), null)));
    }

    private void cancel(Lease lease) {
        leases.change(lease.id(), l -> l.cancel(Act.by("mia", now(), null)));
    }

    private void nothingIsBoughtFor(Lease lease) {
        world.pass(Duration.ofMinutes(10));
        assertThat(stateOf(lease)).isEqualTo(LeaseState.CANCELLED);
        assertThat(world.cloud.everBought()).isZero();
    }

    private static ReleaseController.ReleaseRequest because(boolean force) {
        return new ReleaseController.ReleaseRequest("not needed", force);
    }
}
