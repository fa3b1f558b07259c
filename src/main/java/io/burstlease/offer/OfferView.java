package io.burstlease.offer;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An offer as answers show it. */
@Schema(name = "Offer", description = "Hosts of one instance type in one zone, and whether they may be bought now.")
public record OfferView(
        @Schema(example = "ecs.gn7i-c32g1.8xlarge", requiredMode = Schema.RequiredMode.REQUIRED)
        String instanceType,

        @Schema(example = "cn-shanghai-b", requiredMode = Schema.RequiredMode.REQUIRED)
        String zone,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ChargeType chargeType,

        @Schema(description = "Of one host with its disks; absent where a price is not known.") @Nullable
        Money hourlyPrice,

        @Schema(description = "GPUs of one host.", requiredMode = Schema.RequiredMode.REQUIRED)
        int gpus,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) boolean usable,

        @Schema(
                description = "A stable code: usable, unknown-price, zone-disabled, other-zone, stock-refused-until.",
                example = "usable",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String reason,

        @Schema(description = "The same, for people.", requiredMode = Schema.RequiredMode.REQUIRED)
        String detail,

        @Schema(description = "When it may be tried again, where that is known.") @Nullable
        Instant until) {

    public static OfferView of(RankedOffer ranked) {
        Offer offer = ranked.offer();
        Standing standing = ranked.standing();
        return new OfferView(
                offer.instanceType(),
                offer.zone(),
                offer.chargeType(),
                offer.knownHourly(),
                offer.gpus(),
                standing.usable(),
                standing.reason(),
                standing.detail(),
                standing.until());
    }
}
