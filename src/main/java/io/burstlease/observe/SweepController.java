package io.burstlease.observe;

import io.burstlease.host.Passes;
import io.burstlease.money.Money;
import io.burstlease.offer.PriceAt;
import io.burstlease.offer.Prices;
import io.burstlease.web.Allowed;
import io.burstlease.web.Caller;
import io.burstlease.web.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/sweeps")
@Tag(name = "Sweeps", description = "What nobody owns, and how fresh our picture of the cloud is.")
@Allowed(Role.OPERATOR)
class SweepController {

    private final Strays strays;
    private final Passes passes;
    private final Prices prices;
    private final Clock clock;
    private final Standstills standstills;
    private final Accept accept;

    SweepController(Strays strays, Passes passes, Prices prices, Clock clock, Standstills standstills, Accept accept) {
        this.strays = strays;
        this.passes = passes;
        this.prices = prices;
        this.clock = clock;
        this.standstills = standstills;
        this.accept = accept;
    }

    @Schema(
            name = "Sweep",
            description = "What the last complete reading of the cloud showed that nothing accounts for.")
    record View(
            @Schema(description = "When that reading was begun (UTC); absent before the first.") @Nullable
            Instant asOf,

            @Schema(description = "Why nothing is bought, drained, released or deleted now; absent while work goes on.")
            @Nullable
            Rest standstill,

            @Schema(
                    description =
                            "What those that have a known price cost in an hour, by currency, without their disks.")
            List<Money> hourlyCost,

            @Schema(description = "The one that was first seen longest ago comes first.")
            List<Item> items) {}

    @Schema(name = "Standstill", description = "Everything that changes something outside rests.")
    record Rest(
            @Schema(description = "A stable code.", example = "unknown-launches")
            String reason,

            @Schema(description = "The same, for people.") String detail,

            @Schema(description = "Since when (UTC).") Instant since) {}

    @Schema(name = "Acceptance", description = "What an operator found.", example = """
            {"reason": "Restored from the backup of this morning; the leases since are looked after."}""")
    record Acceptance(
            @Schema(
                    description = "What was found; others read it.",
                    example = "Restored from the backup of this morning.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String reason) {}

    @Schema(name = "SweptInstance", description = "An instance that nothing accounts for.")
    record Item(
            @Schema(description = "Id of the ECS instance.", example = "i-uf6j2m4xq0")
            String instance,

            @Schema(
                    description =
                            "UNTAGGED: with GPUs, in our vSwitches, of no installation; TAGS_LOST: a host of ours without its"
                                    + " tags; UNKNOWN_LAUNCH: it bears our tag and no launch known here bought it;"
                                    + " SHOWN_AGAIN: it was seen to be gone; UNGUARDED: the cloud holds no release time.")
            Stray.Kind kind,

            @Schema(description = "ECS instance type.", example = "ecs.gn7i-c32g1.8xlarge")
            String instanceType,

            @Schema(description = "Where it stands.", example = "cn-shanghai-b")
            String zone,

            @Schema(description = "When a reading first showed it like that (UTC).")
            Instant since,

            @Schema(description = "What it costs in an hour without its disks; absent where no price is known.")
            @Nullable
            Money hourlyCost,

            @Schema(description = "What is known of it and what to do, for people.")
            String detail) {}

    @GetMapping
    @Operation(
            operationId = "getSweep",
            summary = "Instances that cost and that nothing accounts for, and since when",
            description = "Nothing of it is ever deleted by this service: who finds an owner adopts it.")
    View get() {
        Instant now = clock.instant();
        List<Item> items = strays.open().stream().map(stray -> item(stray, now)).toList();
        List<Money> cost = items.stream()
                .map(Item::hourlyCost)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Money::currency, Collectors.reducing(Money::plus)))
                .values()
                .stream()
                .flatMap(sum -> sum.stream())
                .toList();
        Rest standstill = standstills
                .open()
                .map(open -> new Rest(open.reason(), open.detail(), open.since()))
                .orElse(null);
        return new View(passes.freshness().begunAt(), standstill, cost, items);
    }

    @PostMapping("/accept")
    @Operation(
            operationId = "acceptSweep",
            summary = "Go on after a standstill",
            description =
                    "The instances that began it stay listed, and begin no other. What was released, renewed or asked"
                            + " for since the backup has to be done again first: work goes on by what the database knows.")
    View accept(Caller caller, @RequestBody Acceptance acceptance) {
        accept.by(caller, acceptance.reason());
        return get();
    }

    private Item item(Stray stray, Instant now) {
        return new Item(
                stray.instanceId(),
                stray.kind(),
                stray.instanceType(),
                stray.zone(),
                stray.since(),
                prices.hostPrice(stray.instanceType(), stray.zone(), stray.chargeType(), now)
                        .map(PriceAt::perHour)
                        .orElse(null),
                stray.detail());
    }
}
