package io.burstlease.observe;

import io.burstlease.cloud.InstanceSeen;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.naming.Marks;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * GPU instances that bear the tag of no installation: bought by hand, or robbed of their tags. They are never touched.
 */
@Component
class Untagged {

    private final Hosts hosts;
    private final AtomicInteger untagged = new AtomicInteger();

    Untagged(Hosts hosts, MeterRegistry meters) {
        this.hosts = hosts;
        Gauge.builder("burstlease.observe.untagged", untagged, AtomicInteger::get)
                .description("GPU instances in our vSwitches that bear no installation's tag")
                .register(meters);
    }

    List<Stray> look(List<InstanceSeen> all, Instant at) {
        List<Stray> found = all.stream()
                .filter(seen -> seen.gpus() > 0 && !seen.tags().containsKey(Marks.TAG_INSTALLATION))
                .flatMap(seen -> stray(seen, at).stream())
                .toList();
        untagged.set(found.size());
        return found;
    }

    private Optional<Stray> stray(InstanceSeen seen, Instant at) {
        Optional<Host> host = hosts.byInstance(seen.instanceId()).filter(known -> known.state() != HostState.GONE);
        if (host.isEmpty()) {
            return Optional.of(Stray.of(
                    seen,
                    Stray.Kind.UNTAGGED,
                    "bought past this service: adopt it, or move it out of our vSwitches",
                    at));
        }
        // One that is being adopted has yet to get them.
        return host.filter(known -> known.sight().seenPass() != null)
                .map(known -> Stray.of(
                        seen,
                        Stray.Kind.TAGS_LOST,
                        "host " + known.id() + " has lost its tags, and is not seen without them: put them back",
                        at));
    }
}
