package io.burstlease.burst;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.LeaseView.SchedulingHints;
import io.burstlease.lease.Leases;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Page;
import io.burstlease.web.PageQuery;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Bursts", description = "GPUs for a job of a training or serving platform.")
@Allowed(Role.PLATFORM)
class BurstController {

    private static final String LIST = "bursts";

    private final AskForBurst ask;
    private final Bursts bursts;
    private final Leases leases;
    private final TeamAccess access;

    BurstController(AskForBurst ask, Bursts bursts, Leases leases, TeamAccess access) {
        this.ask = ask;
        this.bursts = bursts;
        this.leases = leases;
        this.access = access;
    }

    @PostMapping("/v1/bursts")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({"foreign-team", "job-known", "unknown-price"})
    @Operation(
            summary = "Ask for burst GPUs for a job",
            operationId = "askForBurst",
            description =
                    "Inside the team's standing limit and budget it is granted at once, otherwise a lead decides. "
                            + "Asking again with the same job gives the same burst.")
    ResponseEntity<BurstView> ask(Caller caller, @RequestBody BurstRequest request) {
        Burst burst = ask.of(caller, request);
        return ResponseEntity.created(URI.create("/v1/bursts/" + burst.id())).body(view(burst));
    }

    @GetMapping("/v1/bursts")
    @Operation(summary = "List my bursts, newest first", operationId = "listBursts")
    Page<BurstView> list(Caller caller, PageQuery query) {
        String after = query.after(LIST, 1).map(List::getFirst).orElse("");
        List<Burst> rows = bursts.ofClient(caller.subject(), after, query.limit());
        return Page.of(rows, query, LIST, burst -> List.of(burst.id())).map(this::view);
    }

    @GetMapping("/v1/bursts/{id}")
    @Operation(summary = "Read a burst", operationId = "getBurst")
    BurstView get(Caller caller, @Parameter(description = "Id of the burst.") @PathVariable String id) {
        return view(mine(caller, id));
    }

    @DeleteMapping("/v1/bursts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Give burst GPUs back",
            operationId = "endBurst",
            description = "Withdraws the request or releases the hosts, with the lease's grace. May be repeated.")
    ResponseEntity<Void> end(Caller caller, @Parameter(description = "Id of the burst.") @PathVariable String id) {
        ask.end(caller, mine(caller, id));
        return ResponseEntity.noContent().build();
    }

    private Burst mine(Caller caller, String id) {
        Burst burst = bursts.find(id)
                .filter(found -> found.client().equals(caller.subject()))
                .orElseThrow(() -> ProblemException.notFound("burst", id));
        access.mustAct(caller, leases.get(burst.leaseId()).ask().teamId());
        return burst;
    }

    private BurstView view(Burst burst) {
        Lease lease = leases.get(burst.leaseId());
        return new BurstView(
                burst.id(),
                burst.jobId(),
                lease.id(),
                lease.state(),
                lease.waitingFor().orElse(null),
                burst.gpus(),
                lease.ask().hostClassId(),
                lease.ask().hosts(),
                lease.endAt().orElse(null),
                AskForBurst.isUsable(lease),
                SchedulingHints.of(lease.id()));
    }

    /** A burst as its platform sees it. */
    @Schema(name = "Burst", description = "GPUs for one job of a platform.")
    record BurstView(
            @Schema(description = "Stable id.", example = "b-4fk2m9xqza")
            String id,

            @Schema(description = "The platform's own name of the job.", example = "job-2026-1123-07")
            String jobId,

            @Schema(description = "The lease behind it.", example = "l-4fk2m9xqza")
            String lease,

            @Schema(description = "State of the lease. REQUESTED: a lead has to decide.")
            LeaseState state,

            @Schema(
                    description =
                            "What it waits for: APPROVAL, START, BUDGET, LINE, STOCK, HOSTS, NODES or DATA; absent where it waits for nothing.",
                    example = "HOSTS")
            @Nullable
            String waitingFor,

            @Schema(description = "GPUs asked for.", example = "2")
            int gpus,

            @Schema(description = "The host class that serves it.", example = "a10-1x")
            String hostClass,

            @Schema(description = "Hosts that make up those GPUs.", example = "2")
            int hosts,

            @Schema(description = "The end (UTC); until ACTIVE the latest possible one. Absent until granted.")
            @Nullable
            Instant endsAt,

            @Schema(description = "True while new pods may be placed on the hosts.")
            boolean usable,

            @Schema(description = "What a pod needs to land on the hosts.")
            SchedulingHints schedulingHints) {}
}
