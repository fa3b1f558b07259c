package io.burstlease.team;

import io.burstlease.web.Caller;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import org.springframework.stereotype.Service;

/**
 * Who may see, act and decide for a team. Refusals are 403 with reason {@value #FOREIGN_TEAM} or {@value #NOT_A_LEAD},
 * and 404 for a team that does not exist.
 */
@Service
public class TeamAccess {

    /** The caller has nothing to do with the team. */
    public static final String FOREIGN_TEAM = "foreign-team";

    /** The caller belongs to the team but does not decide for it. */
    public static final String NOT_A_LEAD = "not-a-lead";

    private final TeamTable table;

    TeamAccess(TeamTable table) {
        this.table = table;
    }

    /** Members, machine clients of the team, finance and operators may read what is the team's. */
    public void mustSee(Caller caller, String teamId) {
        boolean sees = seesAll(caller) ? table.find(teamId).isPresent() : belongs(caller, teamId);
        if (!sees) {
            throw foreign(teamId);
        }
    }

    /** Members and machine clients of the team may ask for things in its name. */
    public void mustAct(Caller caller, String teamId) {
        if (!belongs(caller, teamId)) {
            throw foreign(teamId);
        }
    }

    /** Only people who are leads of this team may decide for it. */
    public void mustLead(Caller caller, String teamId) {
        if (!belongs(caller, teamId)) {
            throw foreign(teamId);
        }
        if (caller.machine() || !caller.is(Role.LEAD) || !table.isLead(teamId, caller.subject())) {
            throw ProblemException.forbidden(
                    NOT_A_LEAD, "%s is not a lead of team %s.".formatted(caller.subject(), teamId));
        }
    }

    /** Whose leases, budgets and costs the caller may read. */
    public Visibility visible(Caller caller) {
        if (seesAll(caller)) {
            return Visibility.all();
        }
        return Visibility.of(
                caller.machine() ? table.teamsOfClient(caller.subject()) : table.teamsOfPerson(caller.subject()));
    }

    private boolean belongs(Caller caller, String teamId) {
        return caller.machine() ? table.actsFor(caller.subject(), teamId) : table.isMember(teamId, caller.subject());
    }

    private static boolean seesAll(Caller caller) {
        return caller.is(Role.FINANCE) || caller.is(Role.OPERATOR);
    }

    private ProblemException foreign(String teamId) {
        if (table.find(teamId).isEmpty()) {
            return ProblemException.notFound("team", teamId);
        }
        return ProblemException.forbidden(FOREIGN_TEAM, "You have no part in team %s.".formatted(teamId));
    }
}
