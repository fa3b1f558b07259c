package io.burstlease.approve;

import io.burstlease.lease.GrowthView;
import io.burstlease.lease.LeaseView;
import io.burstlease.lease.RenewalView;
import io.burstlease.money.Money;
import io.burstlease.offer.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decision needs. */
@Schema(name = "WaitingDecision", description = "What waits for a lead, with all that the decision needs.")
record WaitingView(
        @Schema(
                description = "Who wants what, what for, at which price, and whether the budget bears it.",
                example =
                        "bob asks for 2 × a10-1x for PT2H, for llm: Fine-tuning run 42. At most 192.01 CNY; 2026-11 has 898000.00 CNY free.")
        String summary,

        @Schema(
                description =
                        "LEASE: an application. RENEWAL: a later end, GROWTH: more hosts for a lease that is there.",
                allowableValues = {"LEASE", "RENEWAL", "GROWTH"})
        String kind,

        @Schema(description = "False where the caller asked for it and another lead has to decide.")
        boolean mayDecide,

        @Schema(
                description = "What holds now; a decision may name it, and is refused once it has changed.",
                example = "300.0000 CNY an hour, within budget")
        String quote,

        @Schema(description = "What would be set aside for it beyond what is set aside already, at most.")
        Money cost,

        @Schema(description = "The same by month, and what the budget has free.")
        List<MonthlyNeed> months,

        @Schema(description = "What the checks say now. Empty for a renewal: its hosts are there.")
        List<Verdict> verdicts,

        @Schema(description = "The lease, with applicant, purpose and hosts.")
        LeaseView lease,

        @Schema(description = "The renewal to decide on; absent for anything else.") @Nullable
        RenewalView renewal,

        @Schema(description = "The growth to decide on; absent for anything else.") @Nullable
        GrowthView growth) {

    /** A month's share, and what is free in the team's budget before it. */
    @Schema(name = "MonthlyNeed", description = "What a month's budget would have to bear.")
    record MonthlyNeed(
            @Schema(description = "Month of the billing zone.", type = "string", example = "2026-11")
            YearMonth month,

            @Schema(description = "What it would set aside in this month.")
            Money needed,

            @Schema(
                    description =
                            "What the team's budget of the month has free before it. Absent when the team has no budget for the month.")
            @Nullable
            Money free) {}
}
