package io.burstlease.observe;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.host.Attempts;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.host.Passes;
import io.burstlease.host.Sight;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Proves that a missing instance is gone: two complete readings far enough apart, and the cloud's own word, in an
 * account that has our vSwitches, that the id does not exist, or a reading by id that shows another of ours beside it.
 * An empty list proves nothing.
 */
@Component
class Gone implements Errand {

    static final String NAME = "gone";

    /** Enough others to find one that is still there. */
    private static final int MOST_CONTROLS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Gone.class);

    private final Hosts hosts;
    private final Attempts attempts;
    private final Passes passes;
    private final CloudHosts cloud;
    private final ObserveSettings settings;
    private final Clock clock;

    Gone(Hosts hosts, Attempts attempts, Passes passes, CloudHosts cloud, ObserveSettings settings, Clock clock) {
        this.hosts = hosts;
        this.attempts = attempts;
        this.passes = passes;
        this.cloud = cloud;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        Host host = hosts.get(claim.thing());
        if (!host.state().costs()) {
            return Outcome.done("host is " + host.state());
        }
        if (host.sight().missedPasses() == 0) {
            return Outcome.done("seen again");
        }
        if (!missedLongEnough(host)) {
            return Outcome.wait(settings.missGap(), "missed, but not for long enough");
        }
        if (!isProven(host)) {
            return Outcome.wait(settings.missGap(), "the cloud does not say that it is gone");
        }
        return claim.settle(() -> gone(host.id()));
    }

    /** The readings that missed it span the gap, and the first of them was old enough to show it. */
    private boolean missedLongEnough(Host host) {
        Sight sight = host.sight();
        Instant first = sight.firstMissedAt();
        Long lastPass = sight.seenPass();
        if (first == null || lastPass == null || sight.missedPasses() < 2) {
            return false;
        }
        Instant oldEnough = host.boughtBefore().orElseThrow().plus(settings.minimumAge());
        Optional<Instant> last = passes.begunAt(lastPass);
        return !first.isBefore(oldEnough)
                && last.filter(at -> !at.isBefore(first.plus(settings.missGap())))
                        .isPresent();
    }

    private boolean isProven(Host host) {
        String id = host.instanceId().orElseThrow();
        try {
            return !cloud.exists(id) && cloud.maySee(attempts.vSwitches());
        } catch (CloudException refused) {
            LOG.debug("Instance {} cannot be asked for by itself", id, refused);
            return isMissingBesideAnother(id);
        }
    }

    private boolean isMissingBesideAnother(String id) {
        List<String> asked =
                hosts.in(Set.of(HostState.BOOTING, HostState.JOINING, HostState.PREPARING, HostState.READY)).stream()
                        .filter(other -> other.sight().missedPasses() == 0)
                        .flatMap(other -> other.instanceId().stream())
                        .filter(other -> !other.equals(id))
                        .limit(MOST_CONTROLS)
                        .collect(Collectors.toList());
        asked.add(id);
        Set<String> shown = cloud.listByIds(asked).instances().stream()
                .map(instance -> instance.instanceId())
                .collect(Collectors.toSet());
        return !shown.isEmpty() && !shown.contains(id) && cloud.maySee(attempts.vSwitches());
    }

    /** A host that nobody was deleting was taken by the cloud. */
    private Outcome gone(String hostId) {
        Instant now = clock.instant();
        Host host = hosts.change(hostId, h -> {
            Sight sight = h.sight();
            Instant before = sight.firstMissedAt();
            if (!h.state().costs() || before == null) {
                return;
            }
            if (h.state() != HostState.DELETING) {
                h.delete(Leaving.LOST, "instance-gone: the cloud has it no more", now);
            }
            h.gone(lastSeen(h, before), readBy(before), now);
        });
        return Outcome.done("host is " + host.state());
    }

    /** An instance that a reading misses was there, at most, until the reading was over. */
    private Instant readBy(Instant missed) {
        return passes.readBy(missed).filter(over -> over.isAfter(missed)).orElse(missed);
    }

    private static Instant lastSeen(Host host, Instant before) {
        Instant seen = host.sight().seenAt();
        Instant last = seen == null ? host.boughtAfter().orElse(before) : seen;
        return last.isBefore(before) ? last : before;
    }
}
