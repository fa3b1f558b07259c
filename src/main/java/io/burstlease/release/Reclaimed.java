package io.burstlease.release;

import io.burstlease.host.Host;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Empties a spot host that the cloud has announced to take back, while there is time; another comes in its place. */
@Component
class Reclaimed implements Errand {

    static final String NAME = "reclaimed";

    /**
     * From the notice to the end of a spot instance the cloud leaves five minutes, of which a reading and the deletion
     * of pods take some.
     */
    static final Duration TIME_TO_LEAVE = Duration.ofMinutes(4);

    private final Hosts hosts;
    private final Clock clock;

    Reclaimed(Hosts hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        if (!isAnnounced(hosts.get(claim.thing()))) {
            return Outcome.done("it is not to be taken, or on its way out");
        }
        claim.settle(() -> {
            hosts.change(claim.thing(), host -> {
                if (isAnnounced(host)) {
                    host.sendOff(Leaving.LOST, "reclaim-announced: the cloud takes it back", false, clock.instant());
                }
            });
        });
        return Outcome.done("it is emptied");
    }

    /** The cloud has said that it will take a host that is to stay. */
    static boolean isAnnounced(Host host) {
        return host.state().costs() && host.leaving().isEmpty() && host.sight().isToBeTaken();
    }
}
