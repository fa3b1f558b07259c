package io.burstlease.host;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import io.burstlease.web.ProblemException;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One purchase of up to 100 hosts of one offer: recorded before it is sent, settled only by proof. */
@Entity
@Table(name = "launch")
public class Launch {

    @Id
    private String id;

    private String leaseId;

    @Enumerated(EnumType.STRING)
    private LaunchState state;

    private Instant stateSince;
    private String instanceType;
    private String zone;

    @Enumerated(EnumType.STRING)
    private ChargeType chargeType;

    private BigDecimal hourlyPrice;
    private String currency;
    private int gpus;
    private int amount;
    private int minAmount;
    private int attempt;
    private Instant createdAt;
    private @Nullable Integer bought;
    private @Nullable String refusalCode;
    private @Nullable String refusalMessage;

    @Version
    private long version;

    @Transient
    private final List<LaunchChange> changes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JPA fills the fields
    protected Launch() {}

    Launch(String id, LaunchPlan plan, Instant at) {
        this.id = id;
        this.leaseId = plan.leaseId();
        this.state = LaunchState.INTENDED;
        this.stateSince = at;
        this.instanceType = plan.instanceType();
        this.zone = plan.zone();
        this.chargeType = plan.chargeType();
        this.hourlyPrice = plan.hourlyPrice().amount();
        this.currency = plan.hourlyPrice().currency();
        this.gpus = plan.gpus();
        this.amount = plan.amount();
        this.minAmount = plan.minAmount();
        this.createdAt = at;
        changes.add(new LaunchChange("intended", null, state, at, null, new LaunchEvent.Intended(id, leaseId)));
    }

    /** One that bought nothing: what it would have bought stands already. */
    static Launch standing(String id, LaunchPlan plan, Instant at) {
        Launch launch = new Launch(id, plan, at);
        launch.changes.clear();
        launch.state = LaunchState.KNOWN;
        launch.attempt = 1;
        launch.bought = plan.amount();
        launch.changes.add(new LaunchChange("taken-over", null, launch.state, at, "it stands already", null));
        return launch;
    }

    /** A new attempt with a token of its own; the attempt before must be settled, which the attempts' store proves. */
    int nextAttempt() {
        return ++attempt;
    }

    /** A send is on record. Sending the same attempt again keeps the state. */
    public void sent(Instant at) {
        if (state != LaunchState.SENT) {
            enter(LaunchState.SENT, at, "attempt " + attempt, null);
        }
    }

    /** No trustworthy answer. */
    public void unknown(String why, Instant at) {
        if (state != LaunchState.UNKNOWN) {
            enter(LaunchState.UNKNOWN, at, why, null);
        }
    }

    /** The cloud named this many instances, or reads found them. */
    public void known(int count, String how, Instant at) {
        bought = count;
        enter(LaunchState.KNOWN, at, how, new LaunchEvent.Settled(id, leaseId, LaunchState.KNOWN));
    }

    /** Nothing was bought: refused, or reads found nothing. */
    public void refused(String code, String message, Instant at) {
        bought = 0;
        refusalCode = code;
        refusalMessage = message;
        enter(
                LaunchState.REFUSED,
                at,
                code + ": " + message,
                new LaunchEvent.Settled(id, leaseId, LaunchState.REFUSED));
    }

    private void enter(LaunchState next, Instant at, String reason, @Nullable LaunchEvent event) {
        if (!state.next().contains(next)) {
            throw ProblemException.conflict(
                    "wrong-state", "launch " + id + " is " + state + " and cannot become " + next);
        }
        LaunchState from = state;
        state = next;
        stateSince = at;
        changes.add(new LaunchChange(next.name().toLowerCase(Locale.ROOT), from, next, at, reason, event));
    }

    List<LaunchChange> takeChanges() {
        List<LaunchChange> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    public String id() {
        return id;
    }

    public String leaseId() {
        return leaseId;
    }

    public LaunchState state() {
        return state;
    }

    public Instant stateSince() {
        return stateSince;
    }

    public String instanceType() {
        return instanceType;
    }

    public String zone() {
        return zone;
    }

    public ChargeType chargeType() {
        return chargeType;
    }

    /** Of one host with its disks. */
    public Money hourlyPrice() {
        return new Money(hourlyPrice, currency);
    }

    /** GPUs of one host. */
    public int gpus() {
        return gpus;
    }

    public int amount() {
        return amount;
    }

    public int minAmount() {
        return minAmount;
    }

    /** Number of the last attempt; 0 before the first. */
    public int attempt() {
        return attempt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** How many hosts it brought, once settled. */
    public Optional<Integer> bought() {
        return Optional.ofNullable(bought);
    }

    public Optional<String> refusalCode() {
        return Optional.ofNullable(refusalCode);
    }

    public Optional<String> refusalMessage() {
        return Optional.ofNullable(refusalMessage);
    }

    public long version() {
        return version;
    }
}
