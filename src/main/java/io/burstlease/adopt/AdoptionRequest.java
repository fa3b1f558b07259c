package io.burstlease.adopt;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The hosts that are to be taken over, all or none. */
@Schema(name = "AdoptionRequest", description = "The hosts that are to be taken over, all or none.", example = """
        {"hosts": [{"instanceId": "i-uf6j2m4xq0", "nodeName": "gpu-old-1", "team": "vtraining", "project": "llm",
        "owner": "bob", "purpose": "Bought for the spring run", "hostClass": "a10-1x", "term": "P14D"}]}""")
record AdoptionRequest(
        @Schema(description = "At most 500.") @NotNull @Size(min = 1, max = HostToAdopt.MOST)
        List<@Valid @NotNull HostToAdopt> hosts) {}
