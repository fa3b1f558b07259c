package io.burstlease.observe;

import io.burstlease.cloud.InstanceSeen;
import io.burstlease.host.Adoptions;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.Bought;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.naming.Marks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives a host to every instance that bears our tags and has none, in the reading that first shows it. */
@Component
class Strangers {

    /** The cloud states creation times without seconds. */
    private static final Duration CREATION_MINUTE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private static final Set<HostState> BOUGHT =
            Arrays.stream(HostState.values()).filter(HostState::costs).collect(Collectors.toSet());

    private final Hosts hosts;
    private final Attempts attempts;
    private final Adoptions adoptions;
    private final AtomicInteger unknown = new AtomicInteger();

    Strangers(Hosts hosts, Attempts attempts, Adoptions adoptions, MeterRegistry meters) {
        this.hosts = hosts;
        this.attempts = attempts;
        this.adoptions = adoptions;
        Gauge.builder("burstlease.observe.strangers", unknown, AtomicInteger::get)
                .description("Instances with this installation's tag whose launch is not known here")
                .register(meters);
    }

    /** Each launch in a transaction of its own, so that one that fails keeps back no other. */
    void takeIn(List<InstanceSeen> ours) {
        Map<Attempt, List<Bought>> found = new LinkedHashMap<>();
        int strange = 0;
        Set<String> known = hosts.in(BOUGHT).stream()
                .flatMap(host -> host.instanceId().stream())
                .collect(Collectors.toSet());
        for (InstanceSeen instance : ours) {
            if (known.contains(instance.instanceId())
                    || hosts.byInstance(instance.instanceId()).isPresent()) {
                continue;
            }
            Optional<Attempt> attempt = attemptOf(instance);
            if (attempt.isPresent()) {
                found.computeIfAbsent(attempt.get(), a -> new ArrayList<>()).add(bought(instance));
            } else {
                strange++;
                LOG.warn("Instance {} bears our tag and no launch of ours bought it", instance.instanceId());
            }
        }
        unknown.set(strange);
        found.forEach((attempt, instances) -> adoptions.adopt(attempt.launchId(), attempt.number(), instances));
    }

    private Optional<Attempt> attemptOf(InstanceSeen instance) {
        String tag = instance.tags().getOrDefault(Marks.TAG_ATTEMPT, "");
        int dot = tag.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : attempts.of(tag.substring(0, dot)).stream()
                        .filter(attempt -> tag.equals(attempt.launchId() + "." + attempt.number()))
                        .findFirst();
    }

    private static Bought bought(InstanceSeen instance) {
        Instant minute = instance.createdAt();
        return new Bought(instance.instanceId(), minute, minute.plus(CREATION_MINUTE), instance.autoReleaseTime());
    }
}
