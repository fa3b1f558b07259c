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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Leases")
class ShrinkController {

    private final ShrinkLease shrink;

    ShrinkController(ShrinkLease shrink) {
        this.shrink = shrink;
    }

    @PostMapping("/v1/leases/{id}/shrink")
    @Allowed({Role.MEMBER, Role.LEAD, Role.OPERATOR, Role.PLATFORM})
    @GivesETag
    @Refuses({"foreign-team", "not-a-lead", "protected-window", "wrong-state"})
    @Operation(
            summary = "Give some of a lease's hosts back",
            operationId = "shrinkLease",
            description =
                    "Either those that are named, or so many of the least used. Their nodes are drained within the "
                            + "grace, and none comes in their place; what they will not cost is free in the budget again.")
    ResponseEntity<LeaseView> shrink(
            Caller caller,
            @Parameter(description = "Id of the lease.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody ShrinkRequest request) {
        Lease lease = shrink.of(caller, id, ifMatch, request);
        return ResponseEntity.ok().eTag(new ETag(lease.version()).header()).body(LeaseView.of(lease));
    }

    /** Which hosts are given back. */
    @Schema(name = "ShrinkRequest", description = "Which hosts are given back.", example = """
            {"by": 1, "reason": "The second half of the run needs fewer"}""")
    record ShrinkRequest(
            @Schema(description = "Ids of the hosts. Either this or by.", example = "[\"h-4fk2m9xqza\"]")
            @Size(max = MOST_HOSTS)
            @Nullable
            List<String> hosts,

            @Schema(description = "How many, the least used first. Either this or hosts.", example = "1") @Nullable
            Integer by,

            @Schema(description = "Kept with the change; may be left out.") @Size(max = LONGEST_REASON) @Nullable
            String reason) {

        static final int MOST_HOSTS = 1000;
        static final int LONGEST_REASON = 500;
    }
}
