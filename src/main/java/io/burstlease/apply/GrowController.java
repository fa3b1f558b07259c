package io.burstlease.apply;

import io.burstlease.lease.Growth;
import io.burstlease.lease.GrowthView;
import io.burstlease.lease.Growths;
import io.burstlease.lease.Leases;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.ETag;
import io.burstlease.web.GivesETag;
import io.burstlease.web.Page;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Growths", description = "Ask for more hosts of a lease that is there.")
class GrowController {

    private final Grow grow;
    private final Growths growths;
    private final Leases leases;
    private final TeamAccess access;

    GrowController(Grow grow, Growths growths, Leases leases, TeamAccess access) {
        this.grow = grow;
        this.growths = growths;
        this.leases = leases;
        this.access = access;
    }

    @PostMapping("/v1/leases/{id}/growths")
    @Allowed({Role.MEMBER, Role.LEAD, Role.PLATFORM})
    @ResponseStatus(HttpStatus.CREATED)
    @GivesETag
    @Refuses({"foreign-team", "wrong-state", "growth-open"})
    @Operation(
            summary = "Ask for more hosts of a lease",
            operationId = "requestGrowth",
            description =
                    "An application of its own, for the time that the lease has left. One growth at a time; it lapses when "
                            + "nobody decides within three days or before the end.")
    ResponseEntity<GrowthView> request(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @RequestBody GrowthRequest request) {
        Growth growth = grow.request(caller, id, request);
        return ResponseEntity.created(URI.create("/v1/leases/" + id + "/growths/" + growth.id()))
                .eTag(new ETag(growth.version()).header())
                .body(GrowthView.of(growth));
    }

    @GetMapping("/v1/leases/{id}/growths")
    @Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
    @Refuses("foreign-team")
    @Operation(summary = "List a lease's growths, newest first", operationId = "listGrowths")
    Page<GrowthView> list(Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id) {
        access.mustSee(caller, leases.get(id).ask().teamId());
        return new Page<>(growths.ofLease(id).stream().map(GrowthView::of).toList(), null);
    }

    @GetMapping("/v1/leases/{id}/growths/{growthId}")
    @Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
    @GivesETag
    @Refuses("foreign-team")
    @Operation(summary = "Read a growth", operationId = "getGrowth")
    ResponseEntity<GrowthView> get(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @Parameter(description = "Id of the growth.") @PathVariable String growthId) {
        access.mustSee(caller, leases.get(id).ask().teamId());
        Growth growth = growths.get(growthId);
        if (!growth.leaseId().equals(id)) {
            throw ProblemException.notFound("growth", growthId);
        }
        return ResponseEntity.ok().eTag(new ETag(growth.version()).header()).body(GrowthView.of(growth));
    }
}
