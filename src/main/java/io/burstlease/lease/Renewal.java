package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.money.Money;
import io.burstlease.web.ProblemException;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to move a lease's end, counted from the old end and never from now. */
@Entity
@Table(name = "renewal")
public class Renewal {

    @Id
    private String id;

    private String leaseId;
    private Instant oldEndAt;
    private Instant newEndAt;
    private String applicant;
    private String reason;
    private BigDecimal cost;
    private String currency;

    @Enumerated(EnumType.STRING)
    private RenewalState state;

    private Instant stateSince;
    private Instant requestedAt;
    private Instant decideBy;
    private boolean automatic;
    private @Nullable String decidedBy;
    private @Nullable String decisionReason;
    private @Nullable String policy;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Renewal() {}

    Renewal(String id, String leaseId, Instant oldEndAt, Instant newEndAt, String reason, Money cost, Act act) {
        this.id = id;
        this.leaseId = leaseId;
        this.oldEndAt = oldEndAt;
        this.newEndAt = newEndAt;
        this.applicant = act.actor();
        this.reason = reason;
        this.cost = cost.amount();
        this.currency = cost.currency();
        this.state = RenewalState.REQUESTED;
        this.stateSince = act.at();
        this.requestedAt = act.at();
        this.decideBy = oldEndAt;
    }

    /** The lease asks for it by itself. */
    Renewal byItself() {
        automatic = true;
        return this;
    }

    void decide(RenewalState next, Act act) {
        enter(next, act);
        decidedBy = act.actor();
        decisionReason = act.reason();
        policy = act.policy();
    }

    void enter(RenewalState next, Act act) {
        if (!state.next().contains(next)) {
            throw ProblemException.conflict(
                    "wrong-state", "renewal " + id + " is " + state + " and cannot become " + next);
        }
        state = next;
        stateSince = act.at();
    }

    /** True for whoever asked for it, also through a machine client. */
    public boolean isAskedBy(String subject) {
        return applicant.equals(subject) || applicant.endsWith(" for " + subject);
    }

    public String id() {
        return id;
    }

    public String leaseId() {
        return leaseId;
    }

    public Instant oldEndAt() {
        return oldEndAt;
    }

    public Instant newEndAt() {
        return newEndAt;
    }

    public String applicant() {
        return applicant;
    }

    public String reason() {
        return reason;
    }

    public Money cost() {
        return new Money(cost, currency);
    }

    public RenewalState state() {
        return state;
    }

    public Instant stateSince() {
        return stateSince;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    public Instant decideBy() {
        return decideBy;
    }

    /** True where the lease asked for it by itself. */
    public boolean automatic() {
        return automatic;
    }

    public Optional<String> decidedBy() {
        return Optional.ofNullable(decidedBy);
    }

    public Optional<String> decisionReason() {
        return Optional.ofNullable(decisionReason);
    }

    public Optional<String> policy() {
        return Optional.ofNullable(policy);
    }

    public long version() {
        return version;
    }
}
