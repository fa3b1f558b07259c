package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.money.Money;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody wants of a lease that is there, and what was decided: common to renewals and growths. */
@MappedSuperclass
abstract class LeaseWish {

    @Id
    private String id;

    private String leaseId;
    private String applicant;
    private String reason;
    private BigDecimal cost;
    private String currency;
    private Instant stateSince;
    private Instant requestedAt;
    private Instant decideBy;
    private @Nullable String decidedBy;
    private @Nullable String decisionReason;
    private @Nullable String policy;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    LeaseWish() {}

    LeaseWish(String id, String leaseId, String reason, Money cost, Instant decideBy, Act act) {
        this.id = id;
        this.leaseId = leaseId;
        this.applicant = act.actor();
        this.reason = reason;
        this.cost = cost.amount();
        this.currency = cost.currency();
        this.stateSince = act.at();
        this.requestedAt = act.at();
        this.decideBy = decideBy;
    }

    /** It is in another state since then. */
    void since(Instant at) {
        stateSince = at;
    }

    void decidedBy(Act act) {
        decidedBy = act.actor();
        decisionReason = act.reason();
        policy = act.policy();
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

    public String applicant() {
        return applicant;
    }

    public String reason() {
        return reason;
    }

    public Money cost() {
        return new Money(cost, currency);
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
