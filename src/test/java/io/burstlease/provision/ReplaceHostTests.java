package io.burstlease.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Lease;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplaceHostTests extends StageTest {

    private static final Caller OSCAR = new Caller("oscar", "Oscar", Set.of(Role.OPERATOR), null, false);
    private static final IfMatch WHATEVER = new IfMatch("*");

    private final ReplaceHost replaceHost;

    ReplaceHostTests(Parts parts, ReplaceHost replaceHost) {
        super(parts);
        this.replaceHost = replaceHost;
    }

    @Test
    void as_many_as_an_operator_wishes_are_drained_and_replaced_at_once() {
        Lease lease = anActiveLease(3, 1);
        List<Host> old = hostsIn(lease, HostState.READY);

        old.forEach(host -> replaceHost.of(OSCAR, host.id(), WHATEVER, "ECC errors", false));
        assertThat(hostsIn(lease, HostState.DRAINING)).hasSize(3);

        assertThat(world.until(
                        Duration.ofMinutes(30),
                        () -> hostsIn(lease, HostState.READY).size() == 3))
                .isTrue();
        assertThat(hosts.everOfLease(lease.id())).hasSize(6);
        assertThat(hosts.get(old.getFirst().id()).leaving()).contains(Leaving.REPLACED);
        assertThat(old).allSatisfy(host -> assertThat(audited(host)).isEqualTo(1));
    }

    @Test
    void what_was_wished_does_not_use_up_what_may_break_in_an_hour() {
        Lease lease = anActiveLease(3, 1);
        replaceHost.of(OSCAR, hostsIn(lease, HostState.READY).getFirst().id(), WHATEVER, null, true);
        world.pass(Duration.ofMinutes(5));

        Host broken = hostsIn(lease, HostState.READY).getFirst();
        hosts.change(broken.id(), host -> host.delete(Leaving.BROKEN, "gpu: fell off the bus", now()));

        assertThat(world.until(
                        Duration.ofMinutes(20),
                        () -> hostsIn(lease, HostState.READY).size() == 3))
                .isTrue();
    }

    @Test
    void none_is_taken_away_that_would_not_be_replaced() {
        Lease lease = anActiveLease(2, 1);
        Host host = hostsIn(lease, HostState.READY).getFirst();
        world.clock.set(lease.end().minus(Duration.ofMinutes(19)));

        assertThatThrownBy(() -> replaceHost.of(OSCAR, host.id(), WHATEVER, null, false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("not-replaced"));

        assertThat(hosts.get(host.id()).state()).isEqualTo(HostState.READY);
        assertThat(audited(host)).isZero();
    }

    @Test
    void one_that_is_on_its_way_out_is_not_replaced_by_a_wish() {
        Lease lease = anActiveLease(2, 1);
        Host host = hostsIn(lease, HostState.READY).getFirst();
        hosts.change(host.id(), h -> h.drain(Leaving.RELEASED, null, now()));

        assertThatThrownBy(() -> replaceHost.of(OSCAR, host.id(), WHATEVER, null, false))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.reason()).isEqualTo("wrong-state"));
    }

    private long audited(Host host) {
        return owner().sql(
                        "select count(*) from audit_entry where verb = 'replace' and kind = 'host' and thing_id = :host")
                .param("host", host.id())
                .query(Long.class)
                .single();
    }
}
