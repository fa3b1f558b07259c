package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.money.Money;
import io.burstlease.web.ProblemException;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/** A request to move a lease's end, counted from the old end and never from now. */
@Entity
@Table(name = "renewal")
public class Renewal extends LeaseWish {

    @Enumerated(EnumType.STRING)
    private RenewalState state;

    private Instant oldEndAt;
    private Instant newEndAt;
    private boolean automatic;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Renewal() {}

    Renewal(String id, String leaseId, Instant oldEndAt, Instant newEndAt, String reason, Money cost, Act act) {
        super(id, leaseId, reason, cost, oldEndAt, act);
        this.oldEndAt = oldEndAt;
        this.newEndAt = newEndAt;
        this.state = RenewalState.REQUESTED;
    }

    /** The lease asks for it by itself. */
    Renewal byItself() {
        automatic = true;
        return this;
    }

    void decide(RenewalState next, Act act) {
        enter(next, act);
        decidedBy(act);
    }

    void enter(RenewalState next, Act act) {
        if (!state.next().contains(next)) {
            throw ProblemException.conflict(
                    "wrong-state", "renewal " + id() + " is " + state + " and cannot become " + next);
        }
        state = next;
        since(act.at());
    }

    public Instant oldEndAt() {
        return oldEndAt;
    }

    public Instant newEndAt() {
        return newEndAt;
    }

    /** True where the lease asked for it by itself. */
    public boolean automatic() {
        return automatic;
    }

    public RenewalState state() {
        return state;
    }
}
