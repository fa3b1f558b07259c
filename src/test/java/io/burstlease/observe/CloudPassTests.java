package io.burstlease.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.host.Host;
import io.burstlease.host.Launch;
import io.burstlease.host.Seen;
import io.burstlease.lease.Ending;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Script;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloudPassTests extends StageTest {

    CloudPassTests(Parts parts) {
        super(parts);
    }

    @Test
    void an_older_reading_never_overwrites_a_newer_one() {
        Lease lease = anActiveLease(1, 1);
        world.read();
        Host host = hosts.ofLease(lease.id()).getFirst();
        String instance = host.instanceId().orElseThrow();
        long newest = Objects.requireNonNull(host.sight().seenPass());
        Seen old = new Seen(newest - 1, now(), instance, "STOPPED", now(), null, null, "Recycling");

        hosts.observe(newest - 1, now(), List.of(old), Set.of(instance));
        hosts.observe(newest - 1, now(), List.of(), Set.of(instance));
        hosts.observe(newest, now(), List.of(), Set.of(instance));

        assertThat(hosts.get(host.id()).sight()).isEqualTo(host.sight());
        hosts.observe(newest + 1, now(), List.of(), Set.of(instance));
        assertThat(hosts.get(host.id()).sight().missedPasses()).isEqualTo(1);
    }

    @Test
    void a_launch_whose_instances_cannot_be_taken_in_keeps_back_no_other_and_fails_the_reading() {
        world.cloud.script(new Script.LoseReply(), new Script.LoseReply());
        Lease broken = anApprovedLease(1, 1);
        world.errands.runDue(world.clock);
        Lease sound = anApprovedLease(1, 1);
        world.errands.runDue(world.clock);
        Launch unreadable = launches.ofLease(broken.id()).getFirst();
        owner().sql("update launch_attempt set request = request - 'dataDisks' where launch_id = :launch")
                .param("launch", unreadable.id())
                .update();
        world.read();

        assertThat(hosts.ofLease(sound.id())).allMatch(host -> host.instanceId().isPresent());
        assertThat(hosts.ofLease(broken.id()))
                .allMatch(host -> host.instanceId().isEmpty());
        assertThat(owner().sql("select complete from observation_pass order by no desc limit 1")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void a_lease_is_closed_only_by_a_reading_begun_after_everything_was_gone() {
        for (int i = 0; i < 10; i++) {
            world.cloud.script(new Script.Refuse(Family.STOCK, "OperationDenied.NoStock"));
        }
        Lease lease = anApprovedLease(1, 1);
        world.pass(Duration.ofSeconds(30));
        world.cloud.down(true);
        leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), "done")));
        world.pass(Duration.ofMinutes(10));
        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);

        world.cloud.down(false);
        assertThat(world.until(Duration.ofMinutes(2), () -> stateOf(lease) == LeaseState.RELEASED))
                .isTrue();
    }
}
