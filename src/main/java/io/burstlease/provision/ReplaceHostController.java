package io.burstlease.provision;

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
@Tag(name = "Hosts")
class ReplaceHostController {

    private final ReplaceHost replaceHost;
    private final Hosts hosts;

    ReplaceHostController(ReplaceHost replaceHost, Hosts hosts) {
        this.replaceHost = replaceHost;
        this.hosts = hosts;
    }

    @PostMapping("/v1/hosts/{id}/replace")
    @Allowed(Role.OPERATOR)
    @GivesETag
    @Refuses({"not-replaced", "wrong-state"})
    @Operation(
            summary = "Have another host in the place of one",
            operationId = "replaceHost",
            description =
                    "Its node is drained within the grace of its lease; once it is being deleted another is bought, "
                            + "as for a host that broke, but without the limit of replacements in an hour. With force the drain "
                            + "is skipped.")
    ResponseEntity<HostView> replace(
            Caller caller,
            @Parameter(description = "Id of the host.") @PathVariable String id,
            IfMatch ifMatch,
            @Valid @RequestBody ReplaceRequest request) {
        String lease = hosts.leaseOf(id).orElse("");
        Host host = replaceHost.of(caller, id, ifMatch, request.reason(), Boolean.TRUE.equals(request.force()));
        return ResponseEntity.ok().eTag(new ETag(host.version()).header()).body(HostView.of(host, lease));
    }

    /** Why a host is replaced. */
    @Schema(name = "ReplaceRequest", description = "Why it is replaced.", example = """
            {"reason": "Its second GPU throws ECC errors"}""")
    record ReplaceRequest(
            @Schema(description = "Kept with the host; may be left out.") @Size(max = LONGEST_REASON) @Nullable
            String reason,

            @Schema(description = "No drain.", defaultValue = "false") @Nullable
            Boolean force) {

        static final int LONGEST_REASON = 500;
    }
}
