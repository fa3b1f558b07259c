package io.burstlease.renew;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.Renewals;
import io.burstlease.testing.Ask;
import io.burstlease.testing.StageTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemindTests extends StageTest {

    private final Renewals renewals;

    RemindTests(Parts parts, Renewals renewals) {
        super(parts);
        this.renewals = renewals;
    }

    @Test
    void each_rung_of_the_ladder_is_told_once_and_to_the_second() {
        Lease lease = active("P10D");

        at(lease.end().minus(Duration.ofDays(7)).minusSeconds(1));
        assertThat(reminders(lease)).isEmpty();
        at(lease.end().minus(Duration.ofDays(7)));
        assertThat(reminders(lease)).containsExactly(604800L);
        at(lease.end().minus(Duration.ofDays(3)));
        at(lease.end().minus(Duration.ofDays(1)));
        at(lease.end().minus(Duration.ofHours(2)));
        at(lease.end().minus(Duration.ofHours(1)));

        assertThat(reminders(lease)).containsExactly(604800L, 259200L, 86400L, 7200L);
    }

    @Test
    void a_rung_that_lies_before_the_lease_is_not_told() {
        Lease lease = active("P2D");

        at(lease.end().minus(Duration.ofDays(1)));

        assertThat(reminders(lease)).containsExactly(86400L);
    }

    @Test
    void of_rungs_that_came_while_nobody_looked_only_the_nearest_is_told() {
        Lease lease = active("P10D");

        at(lease.end().minus(Duration.ofHours(20)));
        at(lease.end().minus(Duration.ofHours(19)));

        assertThat(reminders(lease)).containsExactly(86400L);
    }

    @Test
    void a_renewal_begins_the_ladder_anew() {
        Lease lease = active("P2D");
        at(lease.end().minus(Duration.ofHours(2)));
        Instant later = lease.end().plus(Duration.ofDays(2));
        Renewal renewal =
                renewals.request(lease.id(), later, "more", lease.ask().hourly(), Act.by("mia", now(), null));
        renewals.approve(renewal.id(), Act.by("lea", now(), null));
        at(now().plusSeconds(1));

        at(later.minus(Duration.ofDays(1)));
        at(later.minus(Duration.ofHours(2)));

        assertThat(reminders(lease)).containsExactly(7200L, 86400L, 7200L);
    }

    @Test
    void a_team_has_its_own_ladder() {
        owner().sql("update team set reminder_minutes = '{30}'").update();
        Lease lease = active("P10D");

        at(lease.end().minus(Duration.ofDays(1)));
        at(lease.end().minus(Duration.ofMinutes(30)));

        assertThat(reminders(lease)).containsExactly(1800L);
    }

    private Lease active(String term) {
        Lease lease = approved(Ask.from(now()).term(term).ask());
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        return leases.get(lease.id());
    }

    private void at(Instant instant) {
        world.clock.set(instant);
        world.due();
    }

    /** The time from each reminder to the end it names, in the ladder's seconds. */
    private List<Long> reminders(Lease lease) {
        return owner().sql("""
                        select cast(extract(epoch from cast(detail ->> 'before' as interval)) as bigint)
                        from lease_event
                        where lease_id = :lease
                          and event = 'reminder'
                        order by seq
                        """)
                .param("lease", lease.id())
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
