package io.burstlease.release;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseView;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.ETag;
import io.burstlease.web.IfMatch;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
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
    @Operation(
            summary = "Give a lease back before its end",
            operationId = "releaseLease",
            description = "Its nodes are drained within the grace, then its hosts are deleted. With force, which only "
                    + "operators may use, the drain is skipped, also one that is under way.")
    ResponseEntity<LeaseView> release(
            Caller caller, @PathVariable String id, IfMatch ifMatch, @RequestBody ReleaseRequest request) {
        Lease lease = release.of(caller, id, ifMatch, request);
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }

    /** Why a lease is given back. */
    @Schema(name = "ReleaseRequest")
    record ReleaseRequest(
            @Schema(example = "The run is done") @Nullable String reason,

            @Schema(description = "Operators only: no drain.", defaultValue = "false") @Nullable
            Boolean force) {}
}
