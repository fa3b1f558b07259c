package io.burstlease.release;

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
class ReleaseHostController {

    private final ReleaseHost releaseHost;
    private final Hosts hosts;

    ReleaseHostController(ReleaseHost releaseHost, Hosts hosts) {
        this.releaseHost = releaseHost;
        this.hosts = hosts;
    }

    @PostMapping("/v1/hosts/{id}/release")
    @Allowed(Role.OPERATOR)
    @GivesETag
    @Refuses({"protected-window", "wrong-state"})
    @Operation(
            summary = "Give one host back",
            operationId = "releaseHost",
            description =
                    "Its node is drained within the grace of its lease, then it is deleted; no other comes in its "
                            + "place. With force the drain is skipped, also one that is under way, whatever state the lease is in.")
    ResponseEntity<HostView> release(
            Caller caller,
            @Parameter(description = "Id of the host.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody ReleaseController.ReleaseRequest request) {
        String lease = hosts.leaseOf(id).orElse("");
        Host host = releaseHost.of(caller, id, ifMatch, request.reason(), Boolean.TRUE.equals(request.force()));
        return ResponseEntity.ok().eTag(new ETag(host.version()).header()).body(HostView.of(host, lease));
    }
}
