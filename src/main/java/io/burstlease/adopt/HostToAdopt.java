package io.burstlease.adopt;

import io.burstlease.lease.RawAsk;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host that stands already, and the lease it is to belong to. */
@Schema(
        name = "HostToAdopt",
        description =
                "A host that stands already, and the lease it is to belong to. Hosts that agree in everything but "
                        + "instance and node become one lease.")
record HostToAdopt(
        @Schema(description = "Id of the ECS instance.", example = "i-uf6j2m4xq0") @Size(max = 64)
        String instanceId,

        @Schema(
                description = "Name of its Kubernetes node. Region and instance id, joined by a dot, where absent.",
                example = "gpu-old-1")
        @Size(max = 253)
        @Nullable
        String nodeName,

        @Schema(description = "Id of the team that pays for it from now on.", example = "vision") @Nullable
        String team,

        @Schema(description = "Id of the team's project.", example = "base") @Nullable
        String project,

        @Schema(description = "Who of the team holds the lease.", example = "bob") @Size(max = 255)
        String owner,

        @Schema(description = "What it is for.", example = "Bought for the spring run") @Size(max = 500)
        String purpose,

        @Schema(description = "Id of the host class that its instance type serves.", example = "a100-8x") @Nullable
        String hostClass,

        @Schema(
                description =
                        "How long its lease lasts from the adoption on: an ISO 8601 period, or a duration. Either "
                                + "this or endsAt.",
                example = "P14D")
        @Nullable
        String term,

        @Schema(description = "When its lease ends (RFC 3339). Either this or term.", example = "2027-01-31T10:00:00Z")
        @Nullable
        String endsAt,

        @Schema(
                description = "From the end to the hard end, as an ISO 8601 duration. PT30M where absent.",
                example = "PT30M")
        @Nullable
        String grace,

        @Schema(
                description = "TRAINING where absent.",
                allowableValues = {"TRAINING", "SERVING"})
        @Nullable
        String workload,

        @Schema(
                description =
                        "Pre-paid only: what was paid for the period that it is in, with its disks, in the installation's"
                                + " currency.",
                example = "7087.98")
        @Digits(integer = 12, fraction = 2)
        @Positive
        @Nullable
        BigDecimal paid,

        @Schema(
                description =
                        "Pre-paid only: when that period began (RFC 3339); when the instance was made where absent.",
                example = "2026-11-01T00:00:00Z")
        @Nullable
        String paidFrom) {

    static final int MOST = 500;

    /** The lease for so many of them, charged like this. */
    RawAsk ask(int hosts, String chargeType) {
        return new RawAsk(
                team,
                project,
                hostClass,
                hosts,
                1,
                null,
                chargeType,
                null,
                null,
                term,
                endsAt,
                null,
                grace,
                workload,
                null);
    }

    /** When the period that was paid for began, as it is stated; empty where it is not, or cannot be read. */
    Optional<Instant> readPaidFrom() {
        try {
            return Optional.ofNullable(paidFrom).map(Instant::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** What those agree in that become one lease. */
    HostToAdopt lease() {
        return new HostToAdopt(
                "", null, team, project, owner, purpose, hostClass, term, endsAt, grace, workload, null, null);
    }
}
