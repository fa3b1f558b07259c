package io.burstlease.approve;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseView;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalView;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.ETag;
import io.burstlease.web.Fault;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Approvals", description = "Decide applications and renewals of my team.")
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
            summary = "List what waits for my decision, with price, budget, applicant and purpose",
            operationId = "listApprovals")
    List<WaitingView> waiting(Caller caller) {
        return waiting.of(caller);
    }

    @PostMapping("/v1/leases/{id}/approve")
    @Operation(
            summary = "Approve an application",
            operationId = "approveLease",
            description = "Reserves what it may cost, in each month. Refused with the current quote where another one "
                    + "was named, or none and hosts cost more by now than was asked for. If-Match is the ETag of the lease that was read, "
                    + "or its version in quotes.")
    ResponseEntity<LeaseView> approve(
            Caller caller, @PathVariable String id, IfMatch ifMatch, @RequestBody Decision decision) {
        return answer(approve.grant(caller, id, ifMatch, decision));
    }

    @PostMapping("/v1/leases/{id}/reject")
    @Operation(summary = "Reject an application", operationId = "rejectLease")
    ResponseEntity<LeaseView> reject(
            Caller caller, @PathVariable String id, IfMatch ifMatch, @RequestBody Decision decision) {
        return answer(approve.reject(caller, id, ifMatch, reason(decision)));
    }

    @PostMapping("/v1/leases/{id}/renewals/{renewalId}/approve")
    @Operation(
            summary = "Approve a renewal",
            operationId = "approveRenewal",
            description = "Moves the lease's end; in force once every host's release time was seen moved in the cloud.")
    ResponseEntity<RenewalView> approveRenewal(
            Caller caller,
            @PathVariable String id,
            @PathVariable String renewalId,
            IfMatch ifMatch,
            @RequestBody Decision decision) {
        return answer(decideRenewal.grant(caller, id, renewalId, ifMatch, decision));
    }

    @PostMapping("/v1/leases/{id}/renewals/{renewalId}/reject")
    @Operation(summary = "Reject a renewal", operationId = "rejectRenewal")
    ResponseEntity<RenewalView> rejectRenewal(
            Caller caller,
            @PathVariable String id,
            @PathVariable String renewalId,
            IfMatch ifMatch,
            @RequestBody Decision decision) {
        return answer(decideRenewal.reject(caller, id, renewalId, ifMatch, reason(decision)));
    }

    private static String reason(Decision decision) {
        String reason = decision.reason();
        if (reason == null || reason.isBlank()) {
            throw ProblemException.invalid(
                    List.of(new Fault("reason", "required", "A refusal tells the applicant why.")));
        }
        return reason.strip();
    }

    private static ResponseEntity<LeaseView> answer(Lease lease) {
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }

    private static ResponseEntity<RenewalView> answer(Renewal renewal) {
        return ResponseEntity.ok().eTag(new ETag(renewal.version()).header()).body(RenewalView.of(renewal));
    }
}
