package io.burstlease.lease;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a lease, and each launch and host of it, was in each state. */
@Schema(name = "LeasePhases", description = "How long a lease, and each launch and host of it, was in each state.")
record PhasesView(
        @Schema(description = "Of the lease itself, oldest first.")
        List<PhaseView> lease,

        @Schema(description = "Of its purchases, in the order in which they were intended.")
        List<ThingView> launches,

        @Schema(description = "Of its hosts, in the order in which they were planned.")
        List<ThingView> hosts) {

    @Schema(name = "ThingPhases", description = "How long one launch or host was in each state.")
    record ThingView(
            @Schema(description = "Id of the launch or host.", example = "h-4fk2m9xqza")
            String id,

            @Schema(description = "Oldest first.") List<PhaseView> phases) {}

    @Schema(name = "Phase", description = "A stay in one state.")
    record PhaseView(
            @Schema(description = "The state.", example = "BOOTING")
            String state,

            @Schema(description = "When it was entered (UTC).")
            Instant since,

            @Schema(description = "When it was left (UTC); absent for the state it is in.") @Nullable
            Instant until,

            @Schema(description = "How long it lasted; absent for the state it is in.", example = "41.250000") @Nullable
            BigDecimal seconds) {

        /** Digits after the point, which is what PostgreSQL keeps. */
        private static final int MICROS = 6;

        static PhaseView of(Phase phase) {
            Instant until = phase.until();
            return new PhaseView(
                    phase.state(),
                    phase.since(),
                    until,
                    until == null ? null : seconds(Duration.between(phase.since(), until)));
        }

        private static BigDecimal seconds(Duration time) {
            return BigDecimal.valueOf(time.toNanos(), 9).setScale(MICROS, RoundingMode.DOWN);
        }
    }

    /** A stay of a thing in a state; {@code until} is null while it lasts. */
    record Phase(
            String kind,
            String thingId,
            String state,
            Instant since,
            @Nullable Instant until) {}

    /** @param phases in order of their beginning */
    static PhasesView of(List<Phase> phases) {
        return new PhasesView(
                of(phases, "LEASE").map(PhaseView::of).toList(), things(phases, "LAUNCH"), things(phases, "HOST"));
    }

    private static Stream<Phase> of(List<Phase> phases, String kind) {
        return phases.stream().filter(phase -> phase.kind().equals(kind));
    }

    private static List<ThingView> things(List<Phase> phases, String kind) {
        return of(phases, kind)
                .map(Phase::thingId)
                .distinct()
                .map(id -> new ThingView(
                        id,
                        of(phases, kind)
                                .filter(phase -> phase.thingId().equals(id))
                                .map(PhaseView::of)
                                .toList()))
                .toList();
    }
}
