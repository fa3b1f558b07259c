package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.money.Money;
import io.burstlease.web.ProblemException;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;

/** A request for more hosts of a lease that is there. */
@Entity
@Table(name = "growth")
public class Growth extends LeaseWish {

    @Enumerated(EnumType.STRING)
    private GrowthState state;

    private int hosts;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Growth() {}

    Growth(String id, String leaseId, int hosts, String reason, Money cost, Instant decideBy, Act act) {
        super(id, leaseId, reason, cost, decideBy, act);
        this.hosts = hosts;
        this.state = GrowthState.REQUESTED;
    }

    void decide(GrowthState next, Act act) {
        enter(next, act);
        decidedBy(act);
    }

    void enter(GrowthState next, Act act) {
        if (!state.next().contains(next)) {
            throw ProblemException.conflict(
                    "wrong-state", "growth " + id() + " is " + state + " and cannot become " + next);
        }
        state = next;
        since(act.at());
    }

    /** How many more. */
    public int hosts() {
        return hosts;
    }

    public GrowthState state() {
        return state;
    }
}
