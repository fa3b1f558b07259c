package io.burstlease.lease;

import io.burstlease.team.TeamAccess;
import io.burstlease.team.Visibility;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Leases", description = "Apply for hosts, follow them, give them back.")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class LeaseController {

    private static final String LIST = "leases";
    private static final String EVENTS = "lease-events";

    private final Leases leases;
    private final LeaseTimeline timeline;
    private final TeamAccess access;

    LeaseController(Leases leases, LeaseTimeline timeline, TeamAccess access) {
        this.leases = leases;
        this.timeline = timeline;
        this.access = access;
    }

    @GetMapping("/v1/leases")
    @Refuses({"foreign-team", "not-found"})
    @Operation(summary = "List leases, newest first", operationId = "listLeases")
    Page<LeaseView> list(
            Caller caller,
            @Parameter(description = "Of this team only, such as vtraining.") @RequestParam @Nullable String team,
            @Parameter(description = "In any of these states.") @RequestParam @Nullable List<LeaseState> state,
            PageQuery query) {
        Set<LeaseState> states = state == null || state.isEmpty() ? Set.of() : EnumSet.copyOf(state);
        Visibility visible = access.visible(caller);
        if (team != null) {
            access.mustSee(caller, team);
            visible = Visibility.of(Set.of(team));
        }
        if (visible.isNothing()) {
            return new Page<>(List.of(), null);
        }
        Optional<Lease> after = query.after(LIST, 1).flatMap(key -> leases.find(key.getFirst()));
        List<Lease> rows = leases.list(visible.everything() ? Set.of() : visible.teams(), states, after, query.limit());
        return Page.of(rows, query, LIST, lease -> List.of(lease.id())).map(LeaseView::of);
    }

    @GetMapping("/v1/leases/{id}")
    @GivesETag
    @Refuses("foreign-team")
    @Operation(
            summary = "Read a lease",
            operationId = "getLease",
            description = "The ETag of the answer goes into If-Match of what changes the lease.")
    ResponseEntity<LeaseView> get(Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id) {
        Lease lease = visible(caller, id);
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }

    @GetMapping(path = "/v1/leases/{id}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @Refuses({"foreign-team", "too-many-streams"})
    @Operation(
            summary = "Read what happened to a lease, its launches and its hosts, oldest first",
            operationId = "listLeaseEvents",
            description =
                    "With Accept: text/event-stream what happens is sent as it happens, each event with its seq as "
                            + "id; Last-Event-ID goes on after the one it names, from any copy of the service, without loss or "
                            + "repetition. The stream ends after the last event of a lease that is over, and every half an hour: "
                            + "come again with a fresh token.")
    Page<EventView> events(
            Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id, PageQuery query) {
        visible(caller, id);
        long after = query.after(EVENTS, 1, key -> Long.valueOf(key.getFirst())).orElse(0L);
        List<TimelineEntry> rows = leases.timeline(id, after, query.limit());
        return Page.of(rows, query, EVENTS, entry -> List.of(Long.toString(entry.seq())))
                .map(EventView::of);
    }

    @GetMapping("/v1/leases/{id}/timeline")
    @Refuses("foreign-team")
    @Operation(
            summary = "Read how long a lease, its launches and its hosts were in each state",
            operationId = "getLeaseTimeline")
    PhasesView timeline(Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id) {
        visible(caller, id);
        return PhasesView.of(timeline.phases(id));
    }

    private Lease visible(Caller caller, String id) {
        Lease lease = leases.get(id);
        access.mustSee(caller, lease.ask().teamId());
        return lease;
    }
}
