package io.burstlease.report;

import io.burstlease.lease.Leases;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.team.TeamAccess;
import io.burstlease.team.Visibility;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Costs", description = "What was spent, on what, by whom.")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class CostController {

    private static final String CSV = "text/csv;charset=UTF-8";

    /** What no ledger reaches, and PostgreSQL still can tell. */
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private final Costs costs;
    private final Leases leases;
    private final TeamAccess access;
    private final BillingZone billingZone;
    private final Clock clock;

    CostController(Costs costs, Leases leases, TeamAccess access, BillingZone billingZone, Clock clock) {
        this.costs = costs;
        this.leases = leases;
        this.access = access;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @GetMapping(path = "/v1/costs", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(
            responseCode = "200",
            description = "The report, as JSON or for a spreadsheet",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CostReport.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @Refuses({"foreign-team", "not-found"})
    @Operation(
            summary = "Report what was spent",
            operationId = "getCosts",
            description =
                    "By team, lease, day or what else is asked for, in days of the billing zone; the total is the "
                            + "sum of the rows. With Accept: text/csv for a spreadsheet.")
    CostReport costs(
            Caller caller,
            @Parameter(description = "What to tell the rows apart by, in this order; TEAM where absent.")
                    @RequestParam
                    @Nullable
                    List<CostGroup> groupBy,
            @Parameter(
                            description =
                                    "First day in the billing zone, such as 2026-11-01; the first of this month where absent.")
                    @RequestParam
                    @Nullable
                    LocalDate from,
            @Parameter(description = "Day after the last, in the billing zone; tomorrow where absent.")
                    @RequestParam
                    @Nullable
                    LocalDate to,
            @Parameter(description = "Of this team only, such as vtraining.") @RequestParam @Nullable String team,
            @Parameter(description = "Of projects with this id only, such as llm.") @RequestParam @Nullable
                    String project,
            @Parameter(description = "Of this lease only.") @RequestParam @Nullable String lease) {
        LocalDate today = billingZone.day(clock.instant());
        LocalDate first = from == null ? today.withDayOfMonth(1) : from;
        LocalDate after = to == null ? today.plusDays(1) : to;
        mustBeDays(first, after);
        if (lease != null) {
            access.mustSee(caller, leases.get(lease).ask().teamId());
        }
        List<CostGroup> groups = groupBy == null || groupBy.isEmpty() ? List.of(CostGroup.TEAM) : groupBy;
        return costs.of(new CostQuestion(
                groups.stream().distinct().toList(),
                start(first),
                start(after),
                visible(caller, team),
                lease,
                project));
    }

    @GetMapping(path = "/v1/costs", produces = CSV)
    @Operation(summary = "Report what was spent, for a spreadsheet", operationId = "getCostsAsCsv", hidden = true)
    String csv(
            Caller caller,
            @RequestParam @Nullable List<CostGroup> groupBy,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam @Nullable String team,
            @RequestParam @Nullable String project,
            @RequestParam @Nullable String lease) {
        return CostCsv.of(costs(caller, groupBy, from, to, team, project, lease));
    }

    @GetMapping("/v1/leases/{id}/cost")
    @Refuses("foreign-team")
    @Operation(
            summary = "Read what a lease has cost so far, by what it was spent on",
            operationId = "getLeaseCost",
            description = "Metered to the second; the provider's bill may differ by at most the uncertainty.")
    LeaseCost ofLease(Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id) {
        access.mustSee(caller, leases.get(id).ask().teamId());
        CostReport spent = ofLease(id, CostGroup.SPENT_ON);
        List<LeaseCost.HostCost> hosts = hosts(id);
        return new LeaseCost(
                id,
                spent.total(),
                hosts.stream()
                        .map(LeaseCost.HostCost::uncertainty)
                        .reduce(Money.zero(spent.total().currency()), Money::plus),
                costs.meteredUntil(id).orElse(null),
                costs.unpriced(id),
                spent.rows(),
                hosts);
    }

    private List<LeaseCost.HostCost> hosts(String lease) {
        CostReport report = ofLease(lease, CostGroup.HOST);
        Map<String, Money> amounts = report.rows().stream()
                .collect(Collectors.toMap(row -> row.group().getOrDefault(CostGroup.HOST, ""), CostReport.Row::amount));
        Money nothing = Money.zero(report.total().currency());
        return costs.bounds(lease).stream()
                .map(bound -> new LeaseCost.HostCost(
                        bound.host(),
                        bound.instance(),
                        amounts.getOrDefault(bound.host(), nothing),
                        bound.uncertainty()))
                .toList();
    }

    private CostReport ofLease(String lease, CostGroup group) {
        return costs.of(new CostQuestion(
                List.of(group), Instant.EPOCH, clock.instant().plusSeconds(1), Visibility.all(), lease, null));
    }

    private static void mustBeDays(LocalDate first, LocalDate after) {
        List<Fault> faults = new ArrayList<>();
        if (first.isBefore(EARLIEST)) {
            faults.add(new Fault("from", "range", "must not be before " + EARLIEST));
        }
        if (after.isAfter(LATEST)) {
            faults.add(new Fault("to", "range", "must not be after " + LATEST));
        }
        if (!first.isBefore(after)) {
            faults.add(new Fault("to", "before-from", "must come after from"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(billingZone.zone()).toInstant();
    }

    private Visibility visible(Caller caller, @Nullable String team) {
        if (team == null) {
            return access.visible(caller);
        }
        access.mustSee(caller, team);
        return Visibility.of(Set.of(team));
    }
}
