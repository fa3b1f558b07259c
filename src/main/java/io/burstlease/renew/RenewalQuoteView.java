package io.burstlease.renew;

import io.burstlease.money.Money;
import io.burstlease.offer.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a later end would come to. */
@Schema(name = "RenewalQuote", description = "What a later end of a lease would come to. Nothing is set aside by it.")
record RenewalQuoteView(
        @Schema(description = "The lease whose end would move.", example = "l-4fk2m9xqza")
        String lease,

        @Schema(description = "The end it has (UTC).") Instant oldEndsAt,

        @Schema(description = "The end it would have (UTC), moved out of protected windows.")
        Instant newEndsAt,

        @Schema(description = "The most that one host with its disks may cost in an hour.")
        Money hourlyPrice,

        @Schema(description = "What it would add, at the lease's price.")
        Money cost,

        @Schema(description = "What would be set aside for the lease in all, by month.")
        List<Month> months,

        @Schema(description = "What the checks say now.") List<Verdict> verdicts,

        @Schema(
                description = "Names price and verdict; a renewal that names it is refused where they changed.",
                example = "300.0000 CNY an hour, within budget")
        String quote,

        @Schema(description = "Until when it is worth naming (UTC).")
        Instant validUntil) {

    /** A month's share. */
    @Schema(name = "RenewalMonth", description = "What a month's budget would have to bear for the lease in all.")
    record Month(
            @Schema(description = "Month of the billing zone.", type = "string", example = "2026-11")
            YearMonth month,

            @Schema(description = "What would be set aside in this month.")
            Money needed,

            @Schema(
                    description =
                            "What the month has free besides what the lease has set aside; absent without a budget.")
            @Nullable
            Money free) {}
}
