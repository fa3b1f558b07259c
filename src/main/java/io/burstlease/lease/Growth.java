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

/** A request for more hosts of a lease that is there. */
@Entity
@Table(name = "growth")
public class Growth {

    @Id
    private String id;

    private String leaseId;
    private int hosts;
    private String applicant;
    private String reason;
    private BigDecimal cost;
    private String currency;

    @Enumerated(EnumType.STRING)
    private GrowthState state;

    private Instant stateSince;
    private Instant requestedAt;
    private Instant decideBy;
    private @Nullable String decidedBy;
    private @Nullable String decisionReason;
    private @Nullable String policy;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Growth() {}

    Growth(String id, String leaseId, int hosts, String reason, Money cost, Instant decideBy, Act act) {
        this.id = id;
        this.leaseId = leaseId;
        this.hosts = hosts;
        this.applicant = act.actor();
        this.reason = reason;
        this.cost = cost.amount();
        this.currency = cost.currency();
        this.state = GrowthState.REQUESTED;
        this.stateSince = act.at();
        this.requestedAt = act.at();
        this.decideBy = decideBy;
    }

    void decide(GrowthState next, Act act) {
        enter(next, act);
        decidedBy = act.actor();
        decisionReason = act.reason();
        policy = act.policy();
    }

    void enter(GrowthState next, Act act) {
        if (!state.next().contains(next)) {
            throw ProblemException.conflict(
                    "wrong-state", "growth " + id + " is " + state + " and cannot become " + next);
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

    /** How many more. */
    public int hosts() {
        return hosts;
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

    public GrowthState state() {
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
