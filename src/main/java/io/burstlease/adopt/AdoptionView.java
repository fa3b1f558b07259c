package io.burstlease.adopt;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An adoption as people see it. */
@Schema(name = "Adoption", description = "Hosts that are to be taken over, and what became of that.")
record AdoptionView(
        @Schema(description = "Its id.", example = "d-4fk2m9xqza")
        String id,

        @Schema(
                description =
                        "EXAMINING while the cloud and the cluster are asked; CLEAR when a dry run found nothing; "
                                + "REFUSED when something stands against it and nothing was changed; ADOPTING until every host "
                                + "was seen with its tags; then ADOPTED.")
        AdoptionState state,

        @Schema(description = "When it entered the state (UTC).")
        Instant stateSince,

        @Schema(description = "Whether it only looks.") boolean dryRun,

        @Schema(description = "Who asked for it.", example = "olga")
        String requestedBy,

        @Schema(description = "When (UTC).") Instant requestedAt,

        @Schema(description = "Each host, in the order in which they were named.")
        List<HostView> hosts) {

    @Schema(name = "AdoptedHost", description = "A host that is to be taken over, and what became of it.")
    record HostView(
            @Schema(description = "Id of the ECS instance.", example = "i-uf6j2m4xq0")
            String instanceId,

            @Schema(description = "What stands against it; empty where nothing was found.")
            List<Finding> findings,

            @Schema(description = "The host it became; absent before.", example = "h-4fk2m9xqza") @Nullable
            String host,

            @Schema(description = "The lease it serves; absent before.", example = "l-4fk2m9xqza") @Nullable
            String lease) {}

    /** @param leaseOf of a host that serves one */
    static AdoptionView of(Adoption adoption, Function<String, Optional<String>> leaseOf) {
        return new AdoptionView(
                adoption.id(),
                adoption.state(),
                adoption.stateSince(),
                adoption.dryRun(),
                adoption.actor(),
                adoption.requestedAt(),
                adoption.hosts().stream()
                        .map(row -> new HostView(
                                row.wish().instanceId(),
                                row.findings(),
                                row.hostId(),
                                Optional.ofNullable(row.hostId())
                                        .flatMap(leaseOf)
                                        .orElse(null)))
                        .toList());
    }
}
