package io.burstlease.offer;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An offer as answers show it. */
@Schema(name = "Offer", description = "Hosts of one instance type in one zone, and whether they may be bought now.")
public record OfferView(
        @Schema(description = "ECS instance type.", example = "ecs.gn7i-c32g1.8xlarge")
        String instanceType,

        @Schema(description = "Zone.", example = "cn-shanghai-b")
        String zone,

        @Schema(description = "How the cloud would charge.") ChargeType chargeType,

        @Schema(
                description = "Of one host with its disks for one hour; of one paid in advance by the shortest month "
                        + "there is. Absent where a price is not known.")
        @Nullable
        Money hourlyPrice,

        @Schema(description = "Where it is paid in advance: for how long.", type = "string", example = "P1M") @Nullable
        PaidPeriod prepaidPeriod,

        @Schema(description = "Where it is paid in advance: of one host with its disks for all of that.") @Nullable
        Money prepaidPrice,

        @Schema(description = "GPUs of one host.") int gpus,

        @Schema(description = "Whether it may be bought now.")
        boolean usable,

        @Schema(
                description = "A stable code: usable, unknown-price, zone-disabled, other-zone, stock-refused-until.",
                example = "usable")
        String reason,

        @Schema(description = "The same, for people.") String detail,

        @Schema(description = "When it may be tried again (UTC), where that is known.") @Nullable
        Instant until) {

    public static OfferView of(RankedOffer ranked) {
        Offer offer = ranked.offer();
        Prepaid prepaid = offer.prepaid();
        Standing standing = ranked.standing();
        return new OfferView(
                offer.instanceType(),
                offer.zone(),
                offer.chargeType(),
                offer.knownHourly(),
                prepaid == null ? null : prepaid.period(),
                prepaid == null ? null : prepaid.price(),
                offer.gpus(),
                standing.usable(),
                standing.reason(),
                standing.detail(),
                standing.until());
    }
}
