package io.burstlease.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.audit.Act;
import io.burstlease.lease.Lease;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandToTests extends StageTest {

    private static final IfMatch WHATEVER = new IfMatch("*");

    private final HandTo handTo;

    HandToTests(Parts parts, HandTo handTo) {
        super(parts);
        this.handTo = handTo;
    }

    @BeforeEach
    void a_team_with_another_member_and_a_platform() {
        owner().sql("""
                        insert into team_member (team_id, subject) values ('vision', 'max');
                        insert into team_platform (team_id, client) values ('vision', 'trainer');
                        """).update();
    }

    @Test
    void a_member_or_a_machine_client_of_the_team_becomes_the_owner() {
        Lease lease = anApprovedLease(1, 1);

        handTo.of(person("mia", Role.MEMBER), lease.id(), WHATEVER, "max", "on leave");
        assertThat(leases.get(lease.id()).owner()).isEqualTo("max");
        assertThat(leases.get(lease.id()).isHeldBy("max")).isTrue();

        handTo.of(person("max", Role.MEMBER), lease.id(), WHATEVER, "trainer", null);
        assertThat(leases.get(lease.id()).owner()).isEqualTo("trainer");
    }

    @Test
    void a_lead_or_an_operator_may_hand_it_on_and_nobody_else() {
        Lease lease = anApprovedLease(1, 1);

        handTo.of(person("lea", Role.LEAD), lease.id(), WHATEVER, "max", null);
        handTo.of(person("oscar", Role.OPERATOR), lease.id(), WHATEVER, "mia", null);

        assertThat(refusal(lease, person("max", Role.MEMBER), "max")).isEqualTo("not-a-lead");
        assertThat(refusal(lease, person("eve", Role.MEMBER), "max")).isEqualTo("foreign-team");
        assertThat(leases.get(lease.id()).owner()).isEqualTo("mia");
    }

    @Test
    void nobody_outside_the_team_becomes_the_owner() {
        Lease lease = anApprovedLease(1, 1);

        assertThat(refusal(lease, person("mia", Role.MEMBER), "eve")).isEqualTo("invalid");
        assertThat(refusal(lease, person("mia", Role.MEMBER), null)).isEqualTo("invalid");
        assertThat(leases.get(lease.id()).owner()).isEqualTo("mia");
    }

    @Test
    void a_lease_that_is_over_keeps_its_owner() {
        Lease lease = anApprovedLease(1, 1);
        leases.change(lease.id(), l -> l.cancel(Act.by("mia", now(), null)));

        assertThat(refusal(lease, person("mia", Role.MEMBER), "max")).isEqualTo("wrong-state");
    }

    @Test
    void who_changed_it_stands_in_the_timeline_and_the_audit_trail() {
        Lease lease = anApprovedLease(1, 1);

        handTo.of(person("lea", Role.LEAD), lease.id(), WHATEVER, "max", "mia is on leave");

        assertThat(leases.timeline(lease.id(), 0, 100))
                .filteredOn(entry -> entry.event().equals("owner-changed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("mia is on leave"));
        assertThat(owner().sql("select count(*) from audit_entry where verb = 'owner-changed' and thing_id = :lease")
                        .param("lease", lease.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private String refusal(Lease lease, Caller caller, @Nullable String owner) {
        ProblemException[] refused = new ProblemException[1];
        assertThatThrownBy(() -> handTo.of(caller, lease.id(), WHATEVER, owner, null))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> refused[0] = thrown);
        return refused[0].reason();
    }

    private static Caller person(String name, Role role) {
        return new Caller(name, name, Set.of(role), null, false);
    }
}
