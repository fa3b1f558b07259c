package io.burstlease.approve;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseView;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalView;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.ETag;
import io.burstlease.web.GivesETag;
import io.burstlease.web.IfMatch;
import io.burstlease.web.Page;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Approvals", description = "Decide applications, renewals and growths of my team.")
@Allowed(Role.LEAD)
class ApproveController {

    private final Approve approve;
    private final DecideRenewal decideRenewal;
    private final Waiting waiting;

    ApproveController(Approve approve, DecideRenewal decideRenewal, Waiting waiting) {
        this.approve = approve;
        this.decideRenewal = decideRenewal;
        this.waiting = waiting;
    }

    @GetMapping("/v1/approvals")
    @Operation(
            summary = "See what waits for my decision, with applicant, purpose, price and budget",
            operationId = "listApprovals")
    Page<WaitingView> waiting(Caller caller) {
        return new Page<>(waiting.of(caller), null);
    }

    @PostMapping("/v1/leases/{id}/approve")
    @GivesETag
    @Refuses({
        "foreign-team",
        "not-a-lead",
        "own-request",
        "wrong-state",
        "past-end",
        "price-changed",
        "quote-changed",
        "over-money-cap",
        "over-team-hosts",
        "no-budget",
        "over-budget"
    })
    @Operation(
            summary = "Approve an application",
            operationId = "approveLease",
            description =
                    "Sets aside what it may cost, in each month. Refused with the current quote where another one "
                            + "was named, or none and hosts cost more by now than was asked for. If-Match says which version "
                            + "of the lease you have read: the version that the list of approvals shows, in quotes.")
    ResponseEntity<LeaseView> approve(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody Decision decision) {
        return answer(approve.grant(caller, id, ifMatch, decision));
    }

    @PostMapping("/v1/leases/{id}/reject")
    @GivesETag
    @Refuses({"foreign-team", "not-a-lead", "own-request", "wrong-state"})
    @Operation(summary = "Reject an application", operationId = "rejectLease")
    ResponseEntity<LeaseView> reject(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody Refusal refusal) {
        return answer(approve.reject(caller, id, ifMatch, refusal.words()));
    }

    @PostMapping("/v1/leases/{id}/renewals/{renewalId}/approve")
    @GivesETag
    @Refuses({
        "foreign-team",
        "not-a-lead",
        "own-request",
        "wrong-state",
        "end-moved",
        "quote-changed",
        "over-money-cap",
        "over-team-hosts",
        "no-budget",
        "over-budget"
    })
    @Operation(
            summary = "Approve a renewal",
            operationId = "approveRenewal",
            description = "Moves the lease's end; in force once every host's release time was seen moved in the cloud.")
    ResponseEntity<RenewalView> approveRenewal(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @Parameter(description = "Id of the renewal.") @PathVariable String renewalId,
            IfMatch ifMatch,
            @Valid @RequestBody Decision decision) {
        return answer(decideRenewal.grant(caller, id, renewalId, ifMatch, decision));
    }

    @PostMapping("/v1/leases/{id}/renewals/{renewalId}/reject")
    @GivesETag
    @Refuses({"foreign-team", "not-a-lead", "own-request", "wrong-state"})
    @Operation(summary = "Reject a renewal", operationId = "rejectRenewal")
    ResponseEntity<RenewalView> rejectRenewal(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @Parameter(description = "Id of the renewal.") @PathVariable String renewalId,
            IfMatch ifMatch,
            @Valid @RequestBody Refusal refusal) {
        return answer(decideRenewal.reject(caller, id, renewalId, ifMatch, refusal.words()));
    }

    private static ResponseEntity<LeaseView> answer(Lease lease) {
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }

    private static ResponseEntity<RenewalView> answer(Renewal renewal) {
        return ResponseEntity.ok().eTag(new ETag(renewal.version()).header()).body(RenewalView.of(renewal));
    }
}
