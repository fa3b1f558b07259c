package io.burstlease.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.money.Money;
import io.burstlease.testing.Market;
import io.burstlease.testing.Things;
import io.burstlease.web.Caller;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpStatus;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamTests {

    private final Things things = Things.at(Clock.systemUTC());
    private final Teams teams = things.the(Teams.class);
    private final TeamAccess access = things.the(TeamAccess.class);

    @BeforeAll
    void theTeams() {
        Market.in(things);
    }

    private static Caller person(String subject, Role... roles) {
        return new Caller(subject, subject, Set.of(roles), null, false);
    }

    private static Caller machine(String client) {
        return new Caller(client, client, Set.of(Role.PLATFORM), "ron", true);
    }

    private static void refused(HttpStatus status, String reason, Runnable attempt) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(attempt::run)
                .returns(status, ProblemException::status)
                .returns(reason, ProblemException::reason);
    }

    @Test
    void a_team_is_read_with_all_that_is_its_own() {
        Team red = teams.get("red");

        assertThat(red.projects()).containsExactly(new Team.Project("ink", "Ink"), new Team.Project("paint", "Paint"));
        assertThat(red.members()).containsExactlyInAnyOrder("rita", "ron");
        assertThat(red.leads()).containsExactly("rita");
        assertThat(red.namespaces()).containsExactly("red-jobs");
        assertThat(red.standingBurstLimit()).isEqualTo(Money.of("1000", "CNY"));
        assertThat(red.maxHosts()).isEqualTo(20);
        assertThat(teams.get("blue").standingBurstLimit()).isNull();
    }

    @Test
    void a_team_that_does_not_exist_is_a_404() {
        refused(HttpStatus.NOT_FOUND, "not-found", () -> teams.get("green"));
        refused(HttpStatus.NOT_FOUND, "not-found", () -> access.mustSee(person("ron", Role.MEMBER), "green"));
    }

    @Test
    void a_member_sees_and_acts_for_their_team_and_no_other() {
        Caller ron = person("ron", Role.MEMBER);

        assertThatCode(() -> access.mustSee(ron, "red")).doesNotThrowAnyException();
        assertThatCode(() -> access.mustAct(ron, "red")).doesNotThrowAnyException();
        refused(HttpStatus.FORBIDDEN, TeamAccess.FOREIGN_TEAM, () -> access.mustSee(ron, "blue"));
        refused(HttpStatus.FORBIDDEN, TeamAccess.FOREIGN_TEAM, () -> access.mustAct(ron, "blue"));
        assertThat(teams.visibleTo(ron)).extracting(Team::id).containsExactly("red");
    }

    @Test
    void who_belongs_to_no_team_sees_nothing_rather_than_everything() {
        Visibility visible = access.visible(person("stranger", Role.MEMBER));

        assertThat(visible.isNothing()).isTrue();
        assertThat(visible.includes("red")).isFalse();
        assertThat(teams.visibleTo(person("stranger", Role.MEMBER))).isEmpty();
    }

    @Test
    void finance_and_operators_see_every_team_and_act_for_none() {
        for (Role role : Set.of(Role.FINANCE, Role.OPERATOR)) {
            Caller caller = person("fiona", role);

            assertThat(access.visible(caller)).isEqualTo(Visibility.all());
            assertThat(teams.visibleTo(caller)).extracting(Team::id).containsExactly("blue", "red");
            assertThatCode(() -> access.mustSee(caller, "red")).doesNotThrowAnyException();
            refused(HttpStatus.FORBIDDEN, TeamAccess.FOREIGN_TEAM, () -> access.mustAct(caller, "red"));
        }
    }

    @Test
    void only_a_lead_of_this_team_with_the_role_decides_for_it() {
        assertThatCode(() -> access.mustLead(person("rita", Role.LEAD), "red")).doesNotThrowAnyException();
        refused(HttpStatus.FORBIDDEN, TeamAccess.NOT_A_LEAD, () -> access.mustLead(person("ron", Role.LEAD), "red"));
        refused(HttpStatus.FORBIDDEN, TeamAccess.NOT_A_LEAD, () -> access.mustLead(person("rita", Role.MEMBER), "red"));
        refused(HttpStatus.FORBIDDEN, TeamAccess.FOREIGN_TEAM, () -> access.mustLead(person("bea", Role.LEAD), "red"));
    }

    @Test
    void a_machine_acts_for_the_teams_it_is_listed_with_and_decides_for_none() {
        Caller platform = machine("red-platform");

        assertThatCode(() -> access.mustAct(platform, "red")).doesNotThrowAnyException();
        refused(HttpStatus.FORBIDDEN, TeamAccess.FOREIGN_TEAM, () -> access.mustAct(platform, "blue"));
        refused(HttpStatus.FORBIDDEN, TeamAccess.NOT_A_LEAD, () -> access.mustLead(platform, "red"));
        assertThat(access.visible(platform)).isEqualTo(Visibility.of(Set.of("red")));
    }

    @Test
    void a_machine_that_bears_a_persons_name_is_not_that_person() {
        refused(HttpStatus.FORBIDDEN, TeamAccess.FOREIGN_TEAM, () -> access.mustAct(machine("ron"), "red"));
        refused(
                HttpStatus.FORBIDDEN,
                TeamAccess.FOREIGN_TEAM,
                () -> access.mustAct(person("red-platform", Role.MEMBER), "red"));
    }
}
