package io.burstlease.keep;

import io.burstlease.host.Host;
import io.burstlease.host.HostView;
import io.burstlease.host.Hosts;
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
@Tag(name = "Hosts")
class KeepController {

    private final Keep keep;
    private final Hosts hosts;

    KeepController(Keep keep, Hosts hosts) {
        this.keep = keep;
        this.hosts = hosts;
    }

    @PostMapping("/v1/hosts/{id}/keep")
    @Allowed(Role.OPERATOR)
    @GivesETag
    @Refuses({"wrong-state", "paid-in-advance", "over-team-hosts", "no-budget", "over-budget"})
    @Operation(
            summary = "Keep a host for study",
            operationId = "keepHost",
            description =
                    "It leaves its lease, which gets another in its place, and becomes HELD: the only host of a lease of "
                            + "its own that whoever keeps it pays for from now on. Pods that are on it stay; no new ones come. "
                            + "It goes at the end, or when that lease is released, and is kept longer by a renewal of it.")
    ResponseEntity<HostView> keep(
            Caller caller,
            @Parameter(description = "Id of the host.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody KeepRequest request) {
        Host host = keep.of(caller, id, ifMatch, request);
        return ResponseEntity.ok()
                .eTag(new ETag(host.version()).header())
                .body(HostView.of(host, hosts.leaseOf(id).orElse("")));
    }
}
