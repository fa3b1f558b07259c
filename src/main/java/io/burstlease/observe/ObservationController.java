package io.burstlease.observe;

import io.burstlease.host.Passes;
import io.burstlease.web.Allowed;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/observation")
@Tag(name = "Sweeps", description = "What nobody owns, and how fresh our picture of the cloud is.")
@Allowed(Role.OPERATOR)
class ObservationController {

    private final Passes passes;
    private final Clock clock;

    ObservationController(Passes passes, Clock clock) {
        this.passes = passes;
        this.clock = clock;
    }

    @Schema(name = "Observation", description = "How old and how good our picture of the cloud is.")
    record View(
            @Schema(description = "Number of the last complete reading; absent before the first.") @Nullable
            Long lastComplete,

            @Schema(description = "When it was begun (UTC).") @Nullable
            Instant begunAt,

            @Schema(description = "How long ago that was, as an ISO 8601 duration.", example = "PT7S") @Nullable
            String age,

            @Schema(description = "Instances of this installation that it showed.") @Nullable
            Integer instances,

            @Schema(description = "Readings that failed since then.")
            long failuresSince,

            @Schema(description = "What failed last, for people; absent where nothing has.") @Nullable
            String lastFailure,

            @Schema(description = "When (UTC).") @Nullable Instant lastFailureAt,

            @Schema(description = "Why hosts that the last reading did not show are not taken for missing.") @Nullable
            String distrust) {}

    @GetMapping
    @Operation(
            operationId = "getObservation",
            summary = "When the cloud was last read completely, and what failed since")
    View get() {
        Passes.Freshness now = passes.freshness();
        Instant begun = now.begunAt();
        return new View(
                now.lastComplete(),
                begun,
                begun == null ? null : Duration.between(begun, clock.instant()).toString(),
                now.instances(),
                now.failuresSince(),
                now.lastFailure(),
                now.lastFailureAt(),
                now.distrust());
    }
}
