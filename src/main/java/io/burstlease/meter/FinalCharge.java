package io.burstlease.meter;

import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Meters a host to its very end, once that is known. */
@Component
class FinalCharge implements Errand {

    static final String NAME = "final-charge";

    private final Metering metering;
    private final Clock clock;

    FinalCharge(Metering metering, Clock clock) {
        this.metering = metering;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        claim.settle(() -> metering.meter(List.of(claim.thing()), clock.instant()));
        return Outcome.done("metered");
    }
}
