package io.burstlease.team;

import io.burstlease.web.Caller;
import io.burstlease.web.ProblemException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Service
class TeamBook implements Teams {

    private final TeamTable table;
    private final TeamAccess access;

    TeamBook(TeamTable table, TeamAccess access) {
        this.table = table;
        this.access = access;
    }

    @Override
    public Team get(String id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("team", id));
    }

    @Override
    public Optional<Team> find(String id) {
        return table.find(id);
    }

    @Override
    public List<Team> all() {
        return table.all();
    }

    @Override
    public List<Team> visibleTo(Caller caller) {
        Visibility visible = access.visible(caller);
        return visible.isNothing()
                ? List.of()
                : table.all().stream()
                        .filter(team -> visible.includes(team.id()))
                        .toList();
    }

    @Override
    public boolean isMember(String teamId, String subject) {
        return table.isMember(teamId, subject);
    }

    @Override
    public boolean isLead(String teamId, String subject) {
        return table.isLead(teamId, subject);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockLimits(String teamId) {
        table.lock(teamId);
    }

    @Override
    public boolean actsFor(String client, String teamId) {
        return table.actsFor(client, teamId);
    }
}
