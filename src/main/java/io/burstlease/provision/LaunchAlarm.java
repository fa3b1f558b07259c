package io.burstlease.provision;

import io.burstlease.host.Launch;
import io.burstlease.host.LaunchState;
import io.burstlease.host.Launches;
import io.burstlease.workflow.Recurring;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Raises the alarm about launches that stay unsettled for long; it changes nothing about them. */
@Component
class LaunchAlarm implements Recurring {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Set<LaunchState> OPEN = Set.of(LaunchState.INTENDED, LaunchState.SENT, LaunchState.UNKNOWN);
    private static final Logger LOG = LoggerFactory.getLogger(LaunchAlarm.class);

    private final Launches launches;
    private final ProvisionSettings settings;
    private final Clock clock;
    private final AtomicInteger late = new AtomicInteger();

    LaunchAlarm(Launches launches, ProvisionSettings settings, Clock clock, MeterRegistry meters) {
        this.launches = launches;
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("burstlease.launch.late", late, AtomicInteger::get)
                .description("Launches of which it is not known for too long what they bought")
                .register(meters);
    }

    @Override
    public String name() {
        return "launch-alarm";
    }

    @Override
    public Duration every() {
        return LOOK_EVERY;
    }

    @Override
    public void run() {
        Instant before = clock.instant().minus(settings.launchAlarm());
        List<Launch> overdue = launches.in(OPEN).stream()
                .filter(launch -> launch.createdAt().isBefore(before))
                .toList();
        late.set(overdue.size());
        if (!overdue.isEmpty()) {
            LOG.warn("{} launches are not settled after {}", overdue.size(), settings.launchAlarm());
        }
    }
}
