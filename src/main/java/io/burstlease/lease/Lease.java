package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.money.Money;
import io.burstlease.web.ProblemException;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lease: a team's right to a number of cloud hosts until an end. Its verbs are the only way to change it, and a verb
 * in the wrong state is refused with both states named.
 */
@Entity
@Table(name = "lease")
public class Lease extends LeaseFacts {

    @Transient
    private final List<LeaseChange> changes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Lease() {}

    Lease(String id, LeaseAsk ask, Instant decideBy, Act act) {
        this.id = id;
        this.ask = ask;
        this.owner = ask.onBehalfOf() == null ? ask.applicant() : ask.onBehalfOf();
        this.state = LeaseState.REQUESTED;
        this.stateSince = act.at();
        this.requestedAt = act.at();
        this.decideBy = decideBy;
        this.waitingFor = "APPROVAL";
        record("requested", null, act, new LeaseEvent.Requested(id, decideBy), Map.of());
    }

    /** One whose hosts stand already: it has them from the beginning, until the end that was stated. */
    static Lease standing(String id, LeaseAsk ask, Instant end, Act act) {
        Lease lease = new Lease(id, ask, end, act);
        lease.changes.clear();
        lease.state = LeaseState.ACTIVE;
        lease.waitingFor = null;
        lease.activatedAt = act.at();
        lease.endAt = end;
        lease.remindedSeconds = leftUntil(end, act);
        lease.record("adopted", null, act, new LeaseEvent.Activated(id, end), Map.of("hosts", ask.hosts()));
        return lease;
    }

    /** Grants it. {@code latestEnd} is the end asked for, or for a period the latest possible one. */
    public void approve(Instant latestEnd, Act act) {
        enter(LeaseState.APPROVED, "approve", act, new LeaseEvent.Approved(id, ask.startsAt()));
        endAt = latestEnd;
        waitingFor = ask.startsAt().isAfter(act.at()) ? "START" : null;
    }

    /** Its hosts may cost so much from now on; an offer that is dearer still has to be asked about again. */
    public void agree(Money hourly, Act act) {
        if (hourly.compareTo(ask.hourly()) > 0) {
            record("price-agreed", state, act, null, Map.of("from", ask.hourly(), "to", hourly));
            ask = ask.at(hourly);
        }
    }

    public void reject(Act act) {
        enter(LeaseState.REJECTED, "reject", act, new LeaseEvent.Dropped(id, LeaseState.REJECTED));
    }

    public void lapse(Act act) {
        enter(LeaseState.LAPSED, "lapse", act, new LeaseEvent.Dropped(id, LeaseState.LAPSED));
    }

    /** Withdraws it; once buying has begun it becomes a release, because something may have been bought. */
    public void cancel(Act act) {
        if (state == LeaseState.PROVISIONING) {
            release(Ending.CANCELLED, act);
        } else {
            enter(LeaseState.CANCELLED, "cancel", act, new LeaseEvent.Dropped(id, LeaseState.CANCELLED));
        }
    }

    public void beginProvisioning(Act act) {
        enter(LeaseState.PROVISIONING, "provision", act, new LeaseEvent.ProvisioningBegan(id));
        waitingFor = "HOSTS";
    }

    /** Hands the hosts over; {@code end} is final until renewed, and never later than the latest possible one. */
    public void activate(Instant end, Act act) {
        enter(LeaseState.ACTIVE, "activate", act, new LeaseEvent.Activated(id, end));
        activatedAt = act.at();
        if (end.isBefore(end())) {
            moveEnd(end, act);
        } else {
            remindedSeconds = leftUntil(end(), act);
        }
    }

    /** Begins to give everything back. */
    public void release(Ending why, Act act) {
        enter(LeaseState.RELEASING, "release", act, new LeaseEvent.ReleaseBegan(id, why));
        ending = why;
        endingReason = act.reason();
    }

    /** Has a release that is under way wait for no drain any more. */
    public void hasten(Act act) {
        if (state != LeaseState.RELEASING) {
            throw wrongState("hasten", LeaseState.RELEASING);
        }
        record("hastened", state, act, new LeaseEvent.ReleaseBegan(id, Ending.FORCED), Map.of());
    }

    /** Closes it, once every host was seen gone. */
    public void close(Act act) {
        LeaseState last = ending == Ending.GAVE_UP ? LeaseState.FAILED : LeaseState.RELEASED;
        enter(last, "close", act, new LeaseEvent.Ended(id, last));
    }

    /** Moves the end after a renewal was granted; refused once the end has come. */
    public void renew(Instant oldEnd, Instant newEnd, Act act) {
        if (state != LeaseState.ACTIVE || !act.at().isBefore(end())) {
            throw wrongState("renew", LeaseState.ACTIVE);
        }
        if (!end().equals(oldEnd)) {
            throw ProblemException.conflict("end-moved", "the lease ends at " + end() + ", not at " + oldEnd);
        }
        moveEnd(newEnd, act);
    }

    /** No new pods land on its hosts from now on. */
    public void cordon(Act act) {
        if (cordonedAt == null) {
            cordonedAt = act.at();
            record("cordoned", state, act, null, Map.of());
        }
    }

    /** Its hosts take new pods again, because its end moved. */
    public void uncordon(Act act) {
        if (cordonedAt != null) {
            cordonedAt = null;
            record("uncordoned", state, act, null, Map.of());
        }
    }

    /** Keeps fewer hosts from now on; which ones go is decided apart. */
    public void shrink(int hosts, Act act) {
        if (state != LeaseState.ACTIVE) {
            throw wrongState("shrink", LeaseState.ACTIVE);
        }
        int before = ask.hosts();
        ask = ask.shrunkTo(hosts);
        record("shrunk", state, act, new LeaseEvent.Shrunk(id, hosts), Map.of("from", before, "to", hosts));
    }

    /** Wants more hosts from now on, which somebody who may decide has granted. */
    void grow(int more, Act act) {
        if (state != LeaseState.ACTIVE || !act.at().isBefore(end())) {
            throw wrongState("grow", LeaseState.ACTIVE);
        }
        int before = ask.hosts();
        ask = ask.grownBy(more);
        record("grown", state, act, null, Map.of("from", before, "to", ask.hosts()));
    }

    /** Is to be renewed without anybody asking; part of what was applied for. */
    public void renewItself(AutoRenew how, Act act) {
        if (state != LeaseState.REQUESTED) {
            throw wrongState("renewing itself", LeaseState.REQUESTED);
        }
        autoRenew = how;
        record("auto-renew", state, act, null, Map.of("term", how.term(), "until", how.until()));
    }

    /** Is renewed no more but by somebody who asks; repeating it changes nothing. */
    public void renewItselfNoMore(Act act) {
        if (state.isFinal()) {
            throw wrongState("not renewing itself", LeaseState.ACTIVE);
        }
        if (autoRenew != null) {
            autoRenew = null;
            record("auto-renew-stopped", state, act, null, Map.of());
        }
    }

    /** Is there to keep a host: nothing is bought for it, ever. */
    public void keep() {
        kept = true;
    }

    /** Somebody else of its team holds it from now on. */
    public void handTo(String newOwner, Act act) {
        if (state.isFinal()) {
            throw wrongState("changing its owner", LeaseState.ACTIVE);
        }
        if (!newOwner.equals(owner)) {
            record("owner-changed", state, act, null, Map.of("from", owner, "to", newOwner));
            owner = newOwner;
        }
    }

    /** Tells once that so much is left until the end it has. */
    public void remind(Duration before, Map<String, Object> detail, Act act) {
        if (remindedSeconds == null || before.toSeconds() < remindedSeconds) {
            remindedSeconds = before.toSeconds();
            record("reminder", state, act, new LeaseEvent.EndNears(id, end(), before), detail);
        }
    }

    /** Tells once that this much of its money cap is spent. */
    public void warnOfCap(int percent, Money spent, Act act) {
        if (percent > capWarnedPercent) {
            capWarnedPercent = percent;
            record("money-cap-nears", state, act, null, Map.of("percent", percent, "spent", spent));
        }
    }

    /** Says what it waits for, such as STOCK, HOSTS or NODES; null for nothing. */
    public void waitFor(@Nullable String what) {
        waitingFor = what;
    }

    private void moveEnd(Instant newEnd, Act act) {
        Instant old = end();
        endAt = newEnd;
        remindedSeconds = leftUntil(newEnd, act);
        record("end-moved", state, act, new LeaseEvent.EndMoved(id, old, newEnd), Map.of("from", old, "to", newEnd));
    }

    /** Nobody is reminded of more time than there ever was. */
    private static long leftUntil(Instant end, Act act) {
        return Math.max(1, Duration.between(act.at(), end).toSeconds());
    }

    private void enter(LeaseState next, String verb, Act act, LeaseEvent event) {
        if (!state.next().contains(next)) {
            throw wrongState(verb, next);
        }
        LeaseState from = state;
        state = next;
        stateSince = act.at();
        waitingFor = null;
        record(next.name().toLowerCase(Locale.ROOT), from, act, event, Map.of());
    }

    private ProblemException wrongState(String verb, LeaseState wanted) {
        return ProblemException.conflict(
                "wrong-state", "lease " + id + " is " + state + ": " + verb + " would make it " + wanted);
    }

    private void record(
            String name, @Nullable LeaseState from, Act act, @Nullable LeaseEvent event, Map<String, Object> detail) {
        changes.add(new LeaseChange(name, from, state, act, event, detail));
    }

    List<LeaseChange> takeChanges() {
        List<LeaseChange> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }
}
