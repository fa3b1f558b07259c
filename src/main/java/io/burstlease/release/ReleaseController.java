package io.burstlease.release;

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
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Leases")
class ReleaseController {

    private final Release release;

    ReleaseController(Release release) {
        this.release = release;
    }

    @PostMapping("/v1/leases/{id}/release")
    @Allowed({Role.MEMBER, Role.LEAD, Role.OPERATOR, Role.PLATFORM})
    @GivesETag
    @Refuses({"foreign-team", "not-a-lead", "not-an-operator", "protected-window", "wrong-state"})
    @Operation(
            summary = "Give a lease back before its end",
            operationId = "releaseLease",
            description =
                    "Its nodes are drained within the grace, then its hosts are deleted. Refused where a protected window of the "
                            + "lease leaves no room for that. With force, which only "
                            + "operators may use, the drain is skipped, also one that is under way.")
    ResponseEntity<LeaseView> release(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody ReleaseRequest request) {
        Lease lease = release.of(caller, id, ifMatch, request);
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }

    /** Why a lease is given back. */
    @Schema(name = "ReleaseRequest", description = "Why it is given back.", example = """
            {"reason": "The run is done"}""")
    record ReleaseRequest(
            @Schema(description = "Kept with the release; may be left out.") @Size(max = LONGEST_REASON) @Nullable
            String reason,

            @Schema(description = "Operators only: no drain.", defaultValue = "false") @Nullable
            Boolean force) {

        static final int LONGEST_REASON = 500;
    }
}
