package io.burstlease.observe;

import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Seen;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Of which hosts a reading may say that they are missing. */
@Component
class MissScope {

    /** When more than this part of the hosts that nobody deletes is missing at once, the reading is what is wrong. */
    private static final int TRUSTED_PART = 10;

    private static final Set<HostState> BOUGHT =
            Arrays.stream(HostState.values()).filter(HostState::costs).collect(Collectors.toSet());

    private final Hosts hosts;
    private final ObserveSettings settings;

    MissScope(Hosts hosts, ObserveSettings settings) {
        this.hosts = hosts;
        this.settings = settings;
    }

    /**
     * What a reading may miss.
     *
     * @param instanceIds those whose miss counts
     * @param distrust why none does, or null
     */
    record Judged(Set<String> instanceIds, @Nullable String distrust) {}

    /** Deleted by us, or announced by the cloud: however many of them vanish, the reading may well be right. */
    private static boolean isExpectedToGo(Host host) {
        return host.state() == HostState.DELETING || host.sight().isToBeTaken();
    }

    /** New instances are left out: they may show late. */
    Judged of(Instant sentAt, Collection<Seen> seen) {
        Set<String> shown = seen.stream().map(Seen::instanceId).collect(Collectors.toSet());
        Instant youngest = sentAt.minus(settings.minimumAge());
        List<Host> old = hosts.in(BOUGHT).stream()
                .filter(host ->
                        host.boughtBefore().filter(at -> !at.isAfter(youngest)).isPresent())
                .toList();
        List<Host> kept = old.stream().filter(host -> !isExpectedToGo(host)).toList();
        // One that a trusted reading missed already does not vanish again, or two that go one after the other would
        // each keep the other from ever being missed.
        long vanished = kept.stream()
                .filter(host -> host.sight().missedPasses() == 0)
                .filter(host -> !shown.contains(host.instanceId().orElseThrow()))
                .count();
        // A single host may always go, or a small installation would never notice that one was taken.
        if (vanished > Math.max(1, kept.size() / TRUSTED_PART)) {
            return new Judged(Set.of(), "many-vanished: " + vanished + " of " + kept.size() + " at once");
        }
        return new Judged(
                old.stream().map(host -> host.instanceId().orElseThrow()).collect(Collectors.toSet()), null);
    }
}
