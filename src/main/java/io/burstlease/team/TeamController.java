package io.burstlease.team;

import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.ETag;
import io.burstlease.web.GivesETag;
import io.burstlease.web.Page;
import io.burstlease.web.PageQuery;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/teams")
@Tag(name = "Teams", description = "Who may have what.")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class TeamController {

    private static final String LIST = "teams";

    private final Teams teams;
    private final TeamAccess access;

    TeamController(Teams teams, TeamAccess access) {
        this.teams = teams;
        this.access = access;
    }

    @GetMapping
    @Operation(operationId = "listTeams", summary = "Your teams; for finance and operators all of them, by id")
    Page<TeamView> list(Caller caller, PageQuery query) {
        String after = query.after(LIST, 1).map(List::getFirst).orElse("");
        List<Team> rows = teams.visibleTo(caller).stream()
                .filter(team -> team.id().compareTo(after) > 0)
                .limit(query.limit())
                .toList();
        return Page.of(rows, query, LIST, team -> List.of(team.id())).map(TeamView::of);
    }

    @GetMapping("/{id}")
    @GivesETag
    @Refuses("foreign-team")
    @Operation(operationId = "getTeam", summary = "One team with its projects, people and limits")
    ResponseEntity<TeamView> get(
            @Parameter(description = "Id of the team.", example = "vtraining") @PathVariable String id, Caller caller) {
        access.mustSee(caller, id);
        Team team = teams.get(id);
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, new ETag(team.version()).header())
                .body(TeamView.of(team));
    }
}
