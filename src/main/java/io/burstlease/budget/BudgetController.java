package io.burstlease.budget;

import io.burstlease.money.BillingZone;
import io.burstlease.team.TeamAccess;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/budgets")
@Tag(name = "Budgets", description = "Money per team and month.")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class BudgetController {

    /** How far the list looks where no month is named. */
    private static final int MONTHS_AROUND = 12;

    private final Budgets budgets;
    private final TeamAccess access;
    private final BillingZone billingZone;
    private final Clock clock;

    BudgetController(Budgets budgets, TeamAccess access, BillingZone billingZone, Clock clock) {
        this.budgets = budgets;
        this.access = access;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @Schema(name = "BudgetList", description = "A team's budgets.")
    record BudgetList(@Schema(description = "By month.") List<BudgetLine> items) {}

    @GetMapping
    @Refuses({"foreign-team", "not-found"})
    @Operation(operationId = "listBudgets", summary = "A team's budgets, with what is spent, set aside and free")
    BudgetList list(
            @Parameter(description = "Id of the team.", example = "vtraining") @RequestParam String team,
            @Parameter(description = "Month of the billing zone, such as 2026-10; a year back and ahead where absent.")
                    @RequestParam(required = false)
                    @Nullable
                    YearMonth month,
            Caller caller) {
        access.mustSee(caller, team);
        YearMonth now = billingZone.month(clock.instant());
        List<BudgetView> views = month == null
                ? budgets.list(team, now.minusMonths(MONTHS_AROUND), now.plusMonths(MONTHS_AROUND))
                : budgets.list(team, month, month);
        return new BudgetList(views.stream().map(BudgetLine::of).toList());
    }
}
