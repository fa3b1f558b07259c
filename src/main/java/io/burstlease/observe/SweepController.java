package io.burstlease.observe;

import io.burstlease.host.Passes;
import io.burstlease.money.Money;
import io.burstlease.offer.PriceAt;
import io.burstlease.offer.Prices;
import io.burstlease.web.Allowed;
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

    SweepController(Strays strays, Passes passes, Prices prices, Clock clock) {
        this.strays = strays;
        this.passes = passes;
        this.prices = prices;
        this.clock = clock;
    }

    @Schema(
            name = "Sweep",
            description = "What the last complete reading of the cloud showed that nothing accounts for.")
    record View(
            @Schema(description = "When that reading was begun (UTC); absent before the first.") @Nullable
            Instant asOf,

            @Schema(
                    description =
                            "What those that have a known price cost in an hour, by currency, without their disks.")
            List<Money> hourlyCost,

            @Schema(description = "The one that was first seen longest ago comes first.")
            List<Item> items) {}

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
        return new View(passes.freshness().begunAt(), cost, items);
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
