package io.burstlease.audit;

import io.burstlease.web.Allowed;
import io.burstlease.web.Page;
import io.burstlease.web.PageQuery;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/audit")
@Allowed({Role.OPERATOR, Role.FINANCE})
@Tag(name = "Audit", description = "Who did what, when and why.")
class AuditController {

    private final AuditReading reading;

    AuditController(AuditReading reading) {
        this.reading = reading;
    }

    @GetMapping
    @Operation(
            operationId = "listAudit",
            summary = "Read the audit trail",
            description = "Newest first. All filters that are stated must hold.")
    Page<AuditRow> list(
            @Parameter(description = "By this user, machine client or stage, such as alice.")
                    @RequestParam(required = false)
                    @Nullable
                    String actor,
            @Parameter(description = "What was done, such as approved.") @RequestParam(required = false) @Nullable
                    String verb,
            @Parameter(description = "To this kind of thing, such as lease.") @RequestParam(required = false) @Nullable
                    String kind,
            @Parameter(description = "To the thing with this id.") @RequestParam(required = false) @Nullable
                    String thingId,
            @Parameter(description = "From this time on (RFC 3339).") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "Before this time (RFC 3339).") @RequestParam(required = false) @Nullable
                    Instant to,
            PageQuery page) {
        return reading.page(new AuditReading.Filter(actor, verb, kind, thingId, from, to), page);
    }
}
