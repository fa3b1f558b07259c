package io.burstlease.provision;

import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Refuses;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/purchases")
@Tag(name = "Purchases", description = "Stopping and resuming the buying of hosts.")
@Allowed(Role.OPERATOR)
class PurchaseController {

    private final Purchases purchases;

    PurchaseController(Purchases purchases) {
        this.purchases = purchases;
    }

    @Schema(name = "PurchaseScope", description = "What to stop or resume buying, and why.", example = """
            {"scope": "CLASS/a10-1x", "reason": "The bill of this morning is being looked into"}""")
    record Scope(
            @Schema(
                    description = "What is not to be bought, or is again: ALL, TEAM/<id> or CLASS/<id>.",
                    example = "ALL",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String scope,

            @Schema(
                    description = "Why; others read it.",
                    example = "The cloud bills twice.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String reason) {}

    @Schema(name = "PausedPurchases", description = "What is not bought now.")
    record Paused(
            @Schema(description = "What is not bought now; empty: everything is.")
            List<View> paused) {

        static Paused of(List<Pauses.Pause> pauses) {
            return new Paused(pauses.stream()
                    .map(pause -> new View(pause.scope(), pause.reason(), pause.actor(), pause.since()))
                    .toList());
        }
    }

    @Schema(name = "PurchasePause", description = "One stop of buying.")
    record View(
            @Schema(description = "What is not bought: ALL, TEAM/<id> or CLASS/<id>.", example = "TEAM/vision")
            String scope,

            @Schema(description = "Why, in the words of who stopped it.")
            String reason,

            @Schema(description = "Who stopped it.", example = "oscar")
            String actor,

            @Schema(description = "Since when (UTC).") Instant since) {}

    @GetMapping
    @Operation(operationId = "getPurchases", summary = "What is not bought now, and why")
    Paused get() {
        return Paused.of(purchases.paused());
    }

    @PostMapping("/pause")
    @Operation(
            operationId = "pausePurchases",
            summary = "Stop buying, for everybody, a team or a host class",
            description = "Hosts that are there stay; a purchase that was sent already is still followed to its end.")
    Paused pause(Caller caller, @RequestBody Scope scope) {
        return Paused.of(purchases.pause(caller, scope.scope(), scope.reason()));
    }

    @PostMapping("/resume")
    @Refuses("not-paused")
    @Operation(operationId = "resumePurchases", summary = "Buy again")
    Paused resume(Caller caller, @RequestBody Scope scope) {
        return Paused.of(purchases.resume(caller, scope.scope(), scope.reason()));
    }
}
