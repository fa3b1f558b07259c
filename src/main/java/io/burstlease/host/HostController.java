package io.burstlease.host;

import io.burstlease.lease.Leases;
import io.burstlease.team.TeamAccess;
import io.burstlease.team.Visibility;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.ETag;
import io.burstlease.web.GivesETag;
import io.burstlease.web.Page;
import io.burstlease.web.PageQuery;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Hosts", description = "The hosts behind the leases.")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class HostController {

    private static final String LIST = "hosts";

    private final Hosts hosts;
    private final HostSearch search;
    private final Leases leases;
    private final TeamAccess access;

    HostController(Hosts hosts, HostSearch search, Leases leases, TeamAccess access) {
        this.hosts = hosts;
        this.search = search;
        this.leases = leases;
        this.access = access;
    }

    @GetMapping("/v1/leases/{id}/hosts")
    @Refuses("foreign-team")
    @Operation(summary = "List the hosts that serve or ever served a lease", operationId = "listLeaseHosts")
    Page<HostView> ofLease(Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id) {
        access.mustSee(caller, leases.get(id).ask().teamId());
        return new Page<>(
                hosts.everOfLease(id).stream()
                        .map(host -> HostView.of(host, id))
                        .toList(),
                null);
    }

    @GetMapping("/v1/hosts")
    @Refuses({"foreign-team", "not-found"})
    @Operation(summary = "List hosts, newest first", operationId = "listHosts")
    Page<HostView> list(
            Caller caller,
            @Parameter(description = "Of this team only, such as vtraining.") @RequestParam @Nullable String team,
            @Parameter(description = "In any of these states.") @RequestParam @Nullable List<HostState> state,
            PageQuery query) {
        Visibility visible = access.visible(caller);
        if (team != null) {
            access.mustSee(caller, team);
            visible = Visibility.of(Set.of(team));
        }
        if (visible.isNothing()) {
            return new Page<>(List.of(), null);
        }
        Set<HostState> states =
                state == null || state.isEmpty() ? EnumSet.allOf(HostState.class) : EnumSet.copyOf(state);
        List<HostView> rows = search.page(visible, states, query.after(LIST, 2), query.limit());
        return Page.of(rows, query, LIST, host -> List.of(host.createdAt().toString(), host.id()));
    }

    @GetMapping("/v1/hosts/{id}")
    @GivesETag
    @Refuses("foreign-team")
    @Operation(summary = "Read a host", operationId = "getHost")
    ResponseEntity<HostView> get(Caller caller, @Parameter(description = "Id of the host.") @PathVariable String id) {
        Host host = hosts.get(id);
        String lease = search.lastLeaseOf(id);
        if (lease == null) {
            throw ProblemException.notFound("host", id);
        }
        access.mustSee(caller, leases.get(lease).ask().teamId());
        return ResponseEntity.ok().eTag(new ETag(host.version()).header()).body(HostView.of(host, lease));
    }
}
