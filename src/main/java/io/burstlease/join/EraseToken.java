package io.burstlease.join;

import io.burstlease.cluster.Joining;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.Hosts;
import io.burstlease.host.Launches;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import org.springframework.stereotype.Component;

/** Erases a launch's bootstrap tokens, once it is known what was bought and none of it is still to join. */
@Component
class EraseToken implements Errand {

    static final String NAME = "erase-token";

    private final Launches launches;
    private final Attempts attempts;
    private final Hosts hosts;
    private final Joining joining;

    EraseToken(Launches launches, Attempts attempts, Hosts hosts, Joining joining) {
        this.launches = launches;
        this.attempts = attempts;
        this.hosts = hosts;
        this.joining = joining;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(Claim claim) {
        boolean settled = launches.get(claim.thing()).state().isSettled();
        boolean joinable = hosts.ofLaunch(claim.thing()).stream().anyMatch(host -> switch (host.state()) {
            case LAUNCHING, BOOTING, JOINING -> true;
            case PLANNED, PREPARING, READY, DRAINING, DELETING, GONE, HELD -> false;
        });
        if (!settled || joinable) {
            return Outcome.done("a host may still join; its next change asks again");
        }
        for (Attempt attempt : attempts.of(claim.thing())) {
            if (!attempt.tokenId().isEmpty()) {
                joining.eraseToken(attempt.tokenId());
            }
        }
        return Outcome.done("erased");
    }
}
