package io.burstlease.apply;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseView;
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
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Leases")
class ApplyController {

    private final Apply apply;
    private final Withdraw withdraw;
    private final HandTo handTo;

    ApplyController(Apply apply, Withdraw withdraw, HandTo handTo) {
        this.apply = apply;
        this.withdraw = withdraw;
        this.handTo = handTo;
    }

    @PostMapping("/v1/leases")
    @Allowed({Role.MEMBER, Role.LEAD, Role.PLATFORM})
    @ResponseStatus(HttpStatus.CREATED)
    @GivesETag
    @Refuses({"foreign-team", "unknown-quote", "quote-differs", "quote-expired", "unknown-price"})
    @Operation(
            summary = "Apply for hosts",
            operationId = "applyForLease",
            description = "Nothing is bought before the application is approved.")
    ResponseEntity<LeaseView> apply(Caller caller, @RequestBody Application application) {
        Lease lease = apply.of(caller, application);
        return ResponseEntity.created(URI.create("/v1/leases/" + lease.id()))
                .eTag(new ETag(lease.version()).header())
                .body(LeaseView.of(lease));
    }

    @PostMapping("/v1/leases/{id}/cancel")
    @Allowed({Role.MEMBER, Role.LEAD, Role.OPERATOR, Role.PLATFORM})
    @GivesETag
    @Refuses({"foreign-team", "not-a-lead", "wrong-state"})
    @Operation(
            summary = "Withdraw an application or an approved lease",
            operationId = "cancelLease",
            description = "Once buying has begun this becomes a release, because something may have been bought.")
    ResponseEntity<LeaseView> cancel(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody Withdrawal withdrawal) {
        Lease lease = withdraw.of(caller, id, ifMatch, withdrawal.reason());
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }

    @PostMapping("/v1/leases/{id}/owner")
    @Allowed({Role.MEMBER, Role.LEAD, Role.OPERATOR, Role.PLATFORM})
    @GivesETag
    @Refuses({"foreign-team", "not-a-lead", "wrong-state"})
    @Operation(
            summary = "Make somebody else of the team its owner",
            operationId = "changeLeaseOwner",
            description = "The owner is reminded of its end and may renew it and give it back, as the applicant may.")
    ResponseEntity<LeaseView> changeOwner(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody OwnerChange change) {
        Lease lease = handTo.of(caller, id, ifMatch, change.owner(), change.reason());
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }
}
