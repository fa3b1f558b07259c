package io.burstlease.host;

import io.burstlease.cloud.PaidPeriod;
import io.burstlease.web.ProblemException;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A cloud host, from the wish for it until it was seen gone. Its verbs are the only way to change it. */
@Entity
@Table(name = "host")
public class Host extends HostFacts {

    @Transient
    private final List<HostChange> changes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Host() {}

    Host(String id, Instant at) {
        this.id = id;
        this.state = HostState.PLANNED;
        this.stateSince = at;
        this.createdAt = at;
        this.sight = Sight.NONE;
        changes.add(new HostChange("planned", null, state, at, null, null));
    }

    /** Becomes part of a launch. */
    void join(Launch launch, Instant at) {
        enter(HostState.LAUNCHING, at, "launch " + launch.id());
        offered(launch);
    }

    /** Becomes what stands already, which costs from then on. */
    void takeOver(Launch launch, Standing standing, Instant at) {
        offered(launch);
        adopted = true;
        attempt = launch.attempt();
        instanceId = standing.instanceId();
        boughtAfter = at;
        boughtBefore = at;
        nodeName = standing.nodeName();
        nodeUid = standing.nodeUid();
        enter(HostState.PREPARING, at, "took over " + standing.instanceId() + ", node " + standing.nodeName());
    }

    private void offered(Launch launch) {
        launchId = launch.id();
        instanceType = launch.instanceType();
        zone = launch.zone();
        chargeType = launch.chargeType();
        hourlyPrice = launch.hourlyPrice().amount();
        currency = launch.hourlyPrice().currency();
        gpus = launch.gpus();
    }

    /** The launch bought nothing for it: it is planned again. */
    public void unlaunch(Instant at, String reason) {
        enter(HostState.PLANNED, at, reason);
        launchId = null;
        attempt = null;
    }

    /** The cloud named its instance: from here on it costs. */
    public void bought(int ofAttempt, Bought bought, Instant at) {
        attempt = ofAttempt;
        instanceId = bought.instanceId();
        boughtAfter = bought.after();
        boughtBefore = bought.before();
        wantedReleaseAt = bought.releaseAt();
        enter(HostState.BOOTING, at, "instance " + bought.instanceId());
    }

    /** Its instance runs. */
    public void running(Instant at) {
        enter(HostState.JOINING, at, "the instance runs");
    }

    /** Its node's client certificate is about to be approved, as asked for with this bootstrap token. */
    public void certify(String tokenId) {
        certifiedBy = tokenId;
    }

    /** Its node is bound. */
    public void bind(String ofNode, String withUid, Instant at) {
        nodeName = ofNode;
        nodeUid = withUid;
        enter(HostState.PREPARING, at, "node " + ofNode);
    }

    /** It passed its gates. */
    public void ready(Instant at) {
        enter(HostState.READY, at, "gates passed");
    }

    public void drain(Leaving why, @Nullable String reason, Instant at) {
        leave(why, reason);
        enter(HostState.DRAINING, at, reason);
    }

    /**
     * Sends it on its way out: drained where pods may be, deleted where none can be or nobody waits for them. One that
     * is being bought stays with its launch, which hands it over once it is known what was bought.
     *
     * @param force skips the drain, also one that is under way
     * @return false when there is nothing to send off, or it is on its way already
     */
    public boolean sendOff(Leaving why, @Nullable String reason, boolean force, Instant at) {
        return switch (state) {
            case PLANNED, BOOTING, JOINING -> {
                delete(why, reason, at);
                yield true;
            }
            // One that is being prepared may be dressed already, and pods may have come.
            case PREPARING, READY -> {
                if (force) {
                    delete(why, reason, at);
                } else {
                    drain(why, reason, at);
                }
                yield true;
            }
            case DRAINING -> {
                if (force) {
                    stuck(null, at);
                    delete(why, reason, at);
                }
                yield force;
            }
            case HELD -> {
                delete(why, reason, at);
                yield true;
            }
            case LAUNCHING, DELETING, GONE -> false;
        };
    }

    /** It is kept, whatever it was about to leave for. */
    public void hold(String reason, Instant at) {
        leaving = null;
        leavingReason = null;
        stuck(null, at);
        enter(HostState.HELD, at, reason);
    }

    /** It is paid for still, and leaves once that is over. */
    public void holdPaid(String reason, Instant at) {
        stuck(null, at);
        enter(HostState.HELD, at, reason);
    }

    /** It is to be deleted; a host that was never bought is gone at once. */
    public void delete(Leaving why, @Nullable String reason, Instant at) {
        leave(why, reason);
        enter(instanceId == null ? HostState.GONE : HostState.DELETING, at, reason);
    }

    /** The cloud will not delete it until a person changes something; null when that is over. */
    public void stuck(@Nullable String code, Instant at) {
        if (!Objects.equals(stuckCode, code)) {
            stuckCode = code;
            changes.add(new HostChange(code == null ? "unstuck" : "stuck", state, state, at, code, null));
        }
    }

    /** It was seen gone: between the last sight and the first miss. */
    public void gone(Instant after, Instant before, Instant at) {
        sight = Sight.of(sight).gone(after, before);
        enter(HostState.GONE, at, "seen gone");
    }

    /** Asks for another release time in the cloud, or for one that is paid in advance to be paid for until then. */
    public void wantRelease(Instant releaseAt, Instant at) {
        if (!releaseAt.equals(wantedReleaseAt)) {
            wantedReleaseAt = releaseAt;
            changes.add(new HostChange(
                    "release-time-wanted",
                    state,
                    state,
                    at,
                    releaseAt.toString(),
                    new HostEvent.ReleaseTimeWanted(id, releaseAt)));
        }
    }

    /** The cloud showed that it is paid for from then on for another period. */
    public void paidLonger(PaidPeriod period, Instant from, Instant orderedAt, Instant at) {
        String until = period.from(from).toString();
        changes.add(new HostChange(
                "paid-until", state, state, at, until, new HostEvent.PaidLonger(id, period, from, orderedAt)));
    }

    private void leave(Leaving why, @Nullable String reason) {
        if (leaving == null) {
            leaving = why;
            leavingReason = reason;
        }
    }

    private void enter(HostState next, Instant at, @Nullable String reason) {
        if (!state.next().contains(next)) {
            throw ProblemException.conflict(
                    "wrong-state", "host " + id + " is " + state + " and cannot become " + next);
        }
        HostState from = state;
        state = next;
        stateSince = at;
        String name = next.name().toLowerCase(Locale.ROOT);
        changes.add(new HostChange(name, from, next, at, reason, new HostEvent.Moved(id, from, next)));
    }

    List<HostChange> takeChanges() {
        List<HostChange> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }
}
