package io.burstlease.observe;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.InstanceSeen;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
    void look(List<InstanceSeen> ours) {
        List<String> ids = ours.stream()
                .filter(instance -> instance.chargeType() != ChargeType.PREPAID && instance.autoReleaseTime() == null)
                .map(InstanceSeen::instanceId)
                .toList();
        unguarded.set(ids.size());
        if (!ids.isEmpty()) {
            LOG.warn("The cloud holds no release time for {}", ids);
        }
    }
}
