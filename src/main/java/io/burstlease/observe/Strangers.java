package io.burstlease.observe;

import io.burstlease.cloud.InstanceSeen;
import io.burstlease.host.Adoptions;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.Bought;
import io.burstlease.host.Host;
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
                .description(
                        "Instances with this installation's tag whose launch is not known here, or that were seen gone")
                .register(meters);
    }

    /**
     * Each attempt in a transaction of its own, so that one that fails keeps back no other. The reading fails with it
     * all the same: it must not pass for one after which everything of ours has a host.
     */
    List<Stray> takeIn(List<InstanceSeen> ours, Instant at) {
        Set<String> known = hosts.in(BOUGHT).stream()
                .flatMap(host -> host.instanceId().stream())
                .collect(Collectors.toSet());
        Map<String, List<InstanceSeen>> found = new LinkedHashMap<>();
        List<Stray> strange = new ArrayList<>();
        for (InstanceSeen instance : ours) {
            if (known.contains(instance.instanceId())) {
                continue;
            }
            Optional<Host> host = hosts.byInstance(instance.instanceId());
            if (host.isPresent()) {
                shownAgain(instance, host.get(), at).ifPresent(strange::add);
            } else {
                String tag = instance.tags().getOrDefault(Marks.TAG_ATTEMPT, "");
                found.computeIfAbsent(tag, none -> new ArrayList<>()).add(instance);
            }
        }
        takeIn(found)
                .forEach(instance -> strange.add(Stray.of(
                        instance,
                        Stray.Kind.UNKNOWN_LAUNCH,
                        "it bears our tag, and no launch that is known here bought it",
                        at)));
        unknown.set(strange.size());
        return strange;
    }

    /** Those whose launch is not known. */
    private List<InstanceSeen> takeIn(Map<String, List<InstanceSeen>> byAttempt) {
        List<InstanceSeen> strange = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (Map.Entry<String, List<InstanceSeen>> entry : byAttempt.entrySet()) {
            try {
                if (!takeIn(entry.getKey(), entry.getValue())) {
                    strange.addAll(entry.getValue());
                }
            } catch (RuntimeException failed) {
                LOG.warn("Instances of attempt {} could not be taken in: {}", entry.getKey(), failed.toString());
                failures.add(failed);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return strange;
    }

    /** True when the attempt is known here. */
    private boolean takeIn(String tag, List<InstanceSeen> instances) {
        Optional<Attempt> attempt = attemptOf(tag);
        if (attempt.isEmpty()) {
            instances.forEach(instance ->
                    LOG.warn("Instance {} bears our tag and no launch of ours bought it", instance.instanceId()));
            return false;
        }
        List<Bought> bought = instances.stream()
                .map(instance -> bought(instance, attempt.get()))
                .toList();
        adoptions.adopt(attempt.get().launchId(), attempt.get().number(), bought);
        return true;
    }

    /** Proof has it that this cannot be, so only a person can tell what it is. */
    private static Optional<Stray> shownAgain(InstanceSeen instance, Host host, Instant at) {
        if (host.state() != HostState.GONE) {
            return Optional.empty();
        }
        LOG.warn("Instance {} is shown again, though host {} was seen gone", instance.instanceId(), host.id());
        return Optional.of(Stray.of(
                instance,
                Stray.Kind.SHOWN_AGAIN,
                "host " + host.id() + " was seen to be gone, and it is shown again",
                at));
    }

    private Optional<Attempt> attemptOf(String tag) {
        int dot = tag.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : attempts.of(tag.substring(0, dot)).stream()
                        .filter(attempt -> tag.equals(attempt.launchId() + "." + attempt.number()))
                        .findFirst();
    }

    /** Wanted is the release time it was bought with, whatever became of that meanwhile. */
    private static Bought bought(InstanceSeen instance, Attempt attempt) {
        Instant minute = instance.createdAt();
        return new Bought(instance.instanceId(), minute, minute.plus(CREATION_MINUTE), attempt.autoReleaseAt());
    }
}
