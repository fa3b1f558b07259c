package io.burstlease.provision;

import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.Sighting;
import io.burstlease.host.Attempt;
import io.burstlease.host.Bought;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.naming.Marks;
import io.burstlease.settings.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what the cloud shows under an attempt's tag, and whether it shows anything at all. */
@Component
class TagReading {

    /** The cloud states creation times without seconds. */
    private static final Duration CREATION_MINUTE = Duration.ofMinutes(1);

    /** Enough others to be sure that not all of them went at once. */
    private static final int MOST_CONTROLS = 20;

    private static final Set<HostState> VISIBLE =
            EnumSet.of(HostState.BOOTING, HostState.JOINING, HostState.PREPARING, HostState.READY);

    private final CloudHosts cloud;
    private final Hosts hosts;
    private final Installation installation;

    TagReading(CloudHosts cloud, Hosts hosts, Installation installation) {
        this.cloud = cloud;
        this.hosts = hosts;
        this.installation = installation;
    }

    /** A complete reading. */
    record Found(Instant begunAt, List<Bought> instances) {

        Set<String> ids() {
            return instances.stream().map(Bought::instanceId).collect(Collectors.toSet());
        }
    }

    /** Empty when an empty list may be a blind one. */
    Optional<Found> of(Attempt attempt) {
        String tag = attempt.launchId() + "." + attempt.number();
        Sighting sighting = cloud.listByTag(Marks.TAG_ATTEMPT, tag);
        List<Bought> instances = sighting.instances().stream()
                .filter(instance -> installation.id().equals(instance.tags().get(Marks.TAG_INSTALLATION)))
                .map(instance -> bought(instance, attempt))
                .toList();
        return instances.isEmpty() && !canSee(attempt.request().vSwitchId())
                ? Optional.empty()
                : Optional.of(new Found(sighting.sentAt(), instances));
    }

    private static Bought bought(InstanceSeen instance, Attempt attempt) {
        Instant minute = instance.createdAt();
        return new Bought(instance.instanceId(), minute, minute.plus(CREATION_MINUTE), attempt.autoReleaseAt());
    }

    /**
     * The account is ours, the permission says so, and where there are other instances of ours, at least one of them
     * shows.
     */
    private boolean canSee(String vSwitchId) {
        List<String> controls = hosts.in(VISIBLE).stream()
                .flatMap(host -> host.instanceId().stream())
                .limit(MOST_CONTROLS)
                .toList();
        return cloud.maySee(List.of(vSwitchId))
                && (controls.isEmpty() || !cloud.listByIds(controls).instances().isEmpty());
    }
}
