package io.burstlease.approve;

import io.burstlease.lease.LeaseView;
import io.burstlease.lease.RenewalView;
import io.burstlease.money.Money;
import io.burstlease.offer.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decision needs. */
@Schema(name = "WaitingDecision")
record WaitingView(
        @Schema(allowableValues = {"LEASE", "RENEWAL"}) String kind,
        LeaseView lease,
        @Nullable RenewalView renewal,

        @Schema(
                description = "What holds now; a decision names it, and is refused once it has changed.",
                example = "300.0000 CNY an hour, within budget")
        String quote,

        @Schema(description = "What would be reserved beyond what is reserved already, at most.")
        Money cost,

        List<MonthShare> months,

        @Schema(description = "Empty for a renewal: its hosts are there.")
        List<Verdict> verdicts,

        @Schema(description = "False where the caller asked for it and another lead has to decide.")
        boolean mayDecide) {

    /** A month's share, and what is free in the team's budget before it. */
    @Schema(name = "WaitingMonth")
    record MonthShare(
            @Schema(type = "string", example = "2026-11") YearMonth month,
            Money needed,

            @Schema(description = "Absent when the team has no budget for the month.") @Nullable
            Money free) {}
}
