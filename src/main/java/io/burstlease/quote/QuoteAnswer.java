package io.burstlease.quote;

import io.burstlease.budget.Estimate;
import io.burstlease.budget.Way;
import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.offer.OfferView;
import io.burstlease.offer.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Quote", description = "What it would cost and whether it can be had; nothing is set aside by it.")
record QuoteAnswer(
        @Schema(description = "What an application may name as its quote.", example = "q-4fk2m9xqza")
        String id,

        @Schema(description = "Until when an application may name it (UTC).")
        Instant validUntil,

        @Schema(description = "No check says NO.") boolean feasible,

        @Schema(description = "Hosts asked for.", example = "2")
        int hosts,

        @Schema(
                description =
                        "How they would be paid for; with AUTO, the way that costs least of those that can be had.")
        ChargeType chargeType,

        @Schema(
                description =
                        "Of one host with its disks for one hour, the dearest offer; absent where no price is known.")
        @Nullable
        Money hourlyPrice,

        @Schema(description = "All hosts for the whole term and the grace after it.") @Nullable
        Money cost,

        @Schema(description = "The part of cost that is the grace.") @Nullable
        Money graceCost,

        @Schema(
                description = "The most it can cost, which approval sets aside: until the latest end, its grace, and"
                        + " the half hour after which the cloud itself releases.")
        @Nullable
        Money reserved,

        @Schema(description = "The same by month of the billing zone.")
        List<Share> perMonth,

        @Schema(description = "From when on hosts are wanted (UTC).")
        Instant startsAt,

        @Schema(description = "The end if the hosts are handed over at the start (UTC).")
        Instant endsAt,

        @Schema(description = "The end if they come as late as is acceptable (UTC).")
        Instant latestEnd,

        @Schema(description = "In the order they would be tried.")
        List<OfferView> offers,

        @Schema(description = "The worst first.") List<Verdict> verdicts,

        @Schema(
                description =
                        "The ways to pay that were compared, the chosen one first; absent unless AUTO was asked for.")
        @Nullable
        List<Compared> compared) {

    @Schema(name = "ComparedCharge", description = "One way to pay, beside the one that was chosen.")
    record Compared(
            @Schema(description = "The way to pay.") ChargeType chargeType,

            @Schema(
                    description =
                            "What all hosts would likely cost until they are given back, by the offer that would be"
                                    + " tried first; absent where there is no offer.")
            @Nullable
            Money cost,

            @Schema(description = "No check says NO.") boolean feasible,

            @Schema(description = "Why it is chosen, or is not, for people.")
            String reason) {

        static Compared of(Way way, Way chosen) {
            return new Compared(way.chargeType(), way.cost(), way.estimate().isFeasible(), way.words(chosen));
        }
    }

    @Schema(name = "MonthShare", description = "What a month's budget would have to bear.")
    record Share(
            @Schema(description = "Month of the billing zone.", type = "string", example = "2026-10")
            String month,

            @Schema(description = "What approval would set aside in it.")
            Money reserved,

            @Schema(description = "Free before that; absent where the team has no budget for the month.") @Nullable
            Money budgetLeft) {

        static Share of(Estimate.Month month) {
            return new Share(month.month().toString(), month.reserved(), month.budgetLeft());
        }
    }
}
