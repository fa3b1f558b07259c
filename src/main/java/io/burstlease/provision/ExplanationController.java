package io.burstlease.provision;

import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Leases")
@Allowed({Role.MEMBER, Role.LEAD, Role.FINANCE, Role.OPERATOR, Role.PLATFORM})
class ExplanationController {

    private final Explain explain;

    ExplanationController(Explain explain) {
        this.explain = explain;
    }

    @GetMapping("/v1/leases/{id}/explanation")
    @Refuses("foreign-team")
    @Operation(operationId = "explainLease", summary = "Explain why a lease has the hosts it has, and not more")
    Explanation get(Caller caller, @Parameter(description = "Id of the lease.") @PathVariable String id) {
        return explain.of(caller, id);
    }
}
