package io.burstlease.approve;

import io.burstlease.lease.Growth;
import io.burstlease.lease.GrowthView;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.ETag;
import io.burstlease.web.GivesETag;
import io.burstlease.web.IfMatch;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Approvals")
@Allowed(Role.LEAD)
class GrowthDecisionController {

    private final DecideGrowth decideGrowth;

    GrowthDecisionController(DecideGrowth decideGrowth) {
        this.decideGrowth = decideGrowth;
    }

    @PostMapping("/v1/leases/{id}/growths/{growthId}/approve")
    @GivesETag
    @Refuses({
        "foreign-team",
        "not-a-lead",
        "own-request",
        "wrong-state",
        "price-changed",
        "quote-changed",
        "over-money-cap",
        "over-team-hosts",
        "no-budget",
        "over-budget"
    })
    @Operation(
            summary = "Approve a growth",
            operationId = "approveGrowth",
            description = "Sets aside what the hosts may cost until the lease's end; they are bought at once.")
    ResponseEntity<GrowthView> approve(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @Parameter(description = "Id of the growth.") @PathVariable String growthId,
            IfMatch ifMatch,
            @Valid @RequestBody Decision decision) {
        return answer(decideGrowth.grant(caller, id, growthId, ifMatch, decision));
    }

    @PostMapping("/v1/leases/{id}/growths/{growthId}/reject")
    @GivesETag
    @Refuses({"foreign-team", "not-a-lead", "own-request", "wrong-state"})
    @Operation(summary = "Reject a growth", operationId = "rejectGrowth")
    ResponseEntity<GrowthView> reject(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @Parameter(description = "Id of the growth.") @PathVariable String growthId,
            IfMatch ifMatch,
            @Valid @RequestBody Refusal refusal) {
        return answer(decideGrowth.reject(caller, id, growthId, ifMatch, refusal.words()));
    }

    private static ResponseEntity<GrowthView> answer(Growth growth) {
        return ResponseEntity.ok().eTag(new ETag(growth.version()).header()).body(GrowthView.of(growth));
    }
}
