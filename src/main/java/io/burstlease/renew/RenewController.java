package io.burstlease.renew;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseView;
import io.burstlease.lease.Leases;
import io.burstlease.lease.Renewal;
import io.burstlease.lease.RenewalView;
import io.burstlease.lease.Renewals;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.ETag;
import io.burstlease.web.GivesETag;
import io.burstlease.web.IfMatch;
import io.burstlease.web.Page;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
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
@Tag(name = "Renewals", description = "Ask to keep hosts longer.")
class RenewController {

    private final Renew renew;
    private final StopRenewing stopRenewing;
    private final QuoteRenewal quoteRenewal;
    private final Renewals renewals;
    private final Leases leases;
    private final TeamAccess access;

    RenewController(
            Renew renew,
            StopRenewing stopRenewing,
            QuoteRenewal quoteRenewal,
            Renewals renewals,
            Leases leases,
            TeamAccess access) {
        this.renew = renew;
        this.stopRenewing = stopRenewing;
        this.quoteRenewal = quoteRenewal;
        this.renewals = renewals;
        this.leases = leases;
        this.access = access;
    }

    @PostMapping("/v1/leases/{id}/renewals")
    @Allowed({Role.MEMBER, Role.LEAD, Role.PLATFORM})
    @ResponseStatus(HttpStatus.CREATED)
    @GivesETag
    @Refuses({"foreign-team", "wrong-state", "renewal-open", "quote-changed"})
    @Operation(
            summary = "Ask to move a lease's end",
            operationId = "requestRenewal",
            description =
                    "Counted from the old end. One renewal at a time; it lapses when nobody decides before the end.")
    ResponseEntity<RenewalView> request(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @Valid @RequestBody RenewalRequest request) {
        Renewal renewal = renew.request(caller, id, request);
        return ResponseEntity.created(URI.create("/v1/leases/" + id + "/renewals/" + renewal.id()))
                .eTag(new ETag(renewal.version()).header())
                .body(RenewalView.of(renewal));
    }

    @PostMapping("/v1/leases/{id}/renewals/quotes")
    @Allowed({Role.MEMBER, Role.LEAD, Role.PLATFORM})
    @Refuses({"foreign-team", "wrong-state"})
    @Operation(
            summary = "Ask what a later end would cost",
            operationId = "quoteRenewal",
            description = "Nothing is set aside by it; the reason may be left out.")
    RenewalQuoteView quote(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @Valid @RequestBody RenewalRequest request) {
        return quoteRenewal.of(caller, id, request);
    }

    @DeleteMapping("/v1/leases/{id}/auto-renewal")
    @Allowed({Role.MEMBER, Role.LEAD, Role.OPERATOR, Role.PLATFORM})
    @GivesETag
    @Refuses({"foreign-team", "not-a-lead", "wrong-state"})
    @Operation(
            summary = "Let a lease end that would renew itself",
            operationId = "stopAutoRenewal",
            description = "Somebody may still ask for a renewal. May be repeated.")
    ResponseEntity<LeaseView> stop(
            Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id, IfMatch ifMatch) {
        Lease lease = stopRenewing.of(caller, id, ifMatch);
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }

    @GetMapping("/v1/leases/{id}/renewals")
    @Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
    @Refuses("foreign-team")
    @Operation(summary = "List a lease's renewals, newest first", operationId = "listRenewals")
    Page<RenewalView> list(Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id) {
        access.mustSee(caller, leases.get(id).ask().teamId());
        return new Page<>(renewals.ofLease(id).stream().map(RenewalView::of).toList(), null);
    }

    @GetMapping("/v1/leases/{id}/renewals/{renewalId}")
    @Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
    @GivesETag
    @Refuses("foreign-team")
    @Operation(summary = "Read a renewal", operationId = "getRenewal")
    ResponseEntity<RenewalView> get(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            @Parameter(description = "Id of the renewal.") @PathVariable String renewalId) {
        access.mustSee(caller, leases.get(id).ask().teamId());
        Renewal renewal = renewals.get(renewalId);
        if (!renewal.leaseId().equals(id)) {
            throw ProblemException.notFound("renewal", renewalId);
        }
        return ResponseEntity.ok().eTag(new ETag(renewal.version()).header()).body(RenewalView.of(renewal));
    }
}
