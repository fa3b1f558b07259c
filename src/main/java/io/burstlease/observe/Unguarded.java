package io.burstlease.observe;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.InstanceSeen;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Raises the alarm about instances that the cloud would not release by itself, should this service die. */
@Component
class Unguarded {

    private static final Logger LOG = LoggerFactory.getLogger(Unguarded.class);

    private final AtomicInteger unguarded = new AtomicInteger();

    Unguarded(MeterRegistry meters) {
        Gauge.builder("burstlease.observe.unguarded", unguarded, AtomicInteger::get)
                .description("Instances without a release time that ought to have one")
                .register(meters);
    }

    /** A pre-paid instance ends with its term; every other one has a release time from its purchase on. */
    List<Stray> look(List<InstanceSeen> ours, Instant at) {
        List<Stray> found = ours.stream()
                .filter(instance -> instance.chargeType() != ChargeType.PREPAID && instance.autoReleaseTime() == null)
                .map(instance -> Stray.of(
                        instance,
                        Stray.Kind.UNGUARDED,
                        "the cloud holds no release time; of a host it is set again at once",
                        at))
                .toList();
        unguarded.set(found.size());
        if (!found.isEmpty()) {
            LOG.warn(
                    "The cloud holds no release time for {}",
                    found.stream().map(Stray::instanceId).toList());
        }
        return found;
    }
}
