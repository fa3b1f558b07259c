package io.burstlease.team;

import io.burstlease.web.Caller;
import java.util.List;
import java.util.Optional;

/** All teams. */
public interface Teams {

    /** @throws io.burstlease.web.ProblemException 404 when there is none */
    Team get(String id);

    Optional<Team> find(String id);

    /** By id. */
    List<Team> all();

    /** Those of {@link TeamAccess#visible}, by id. */
    List<Team> visibleTo(Caller caller);

    /** Whether the person belongs to the team, as a lead or otherwise. */
    boolean isMember(String teamId, String subject);

    boolean isLead(String teamId, String subject);

    /** Holds everybody else who decides within the team's limits, until the end of the caller's transaction. */
    void lockLimits(String teamId);

    /** Whether the machine client may act for the team. */
    boolean actsFor(String client, String teamId);
}
