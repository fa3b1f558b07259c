package io.burstlease.lease;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.BillingZone;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a lease, and what follows from it. */
@MappedSuperclass
abstract class LeaseFacts {

    /** A lease is cordoned this share of its term before its end, and at most an hour. */
    private static final int CORDON_SHARE = 10;

    private static final Duration LONGEST_CORDON = Duration.ofHours(1);

    @Id
    String id;

    @Embedded
    LeaseAsk ask;

    String owner;

    @Enumerated(EnumType.STRING)
    LeaseState state;

    Instant stateSince;
    Instant requestedAt;
    Instant decideBy;

    @Nullable
    Instant endAt;

    @Nullable
    Instant activatedAt;

    @Nullable
    Instant cordonedAt;

    @Nullable
    String waitingFor;

    boolean kept;

    int capWarnedPercent;

    /** Of its present end nobody hears again so long before it, nor earlier. */
    @Nullable
    Long remindedSeconds;

    @Embedded
    @Nullable
    AutoRenew autoRenew;

    @Enumerated(EnumType.STRING)
    @Nullable
    Ending ending;

    @Nullable
    String endingReason;

    @Version
    long version;

    @SuppressWarnings("NullAway.Init") // JPA or the constructor of the entity fills the fields
    LeaseFacts() {}

    /** From when on no new pods may land: {@code end - min(1 h, 10 % of the term)}. */
    public Instant cordonAt() {
        Instant from = activatedAt == null ? ask.startsAt() : activatedAt;
        Duration share = Duration.between(from, end()).dividedBy(CORDON_SHARE);
        return end().minus(share.compareTo(LONGEST_CORDON) < 0 ? share : LONGEST_CORDON);
    }

    /** From when on pods are deleted whatever their budgets say. */
    public Instant hardEnd() {
        return end().plus(ask.grace());
    }

    /**
     * Until when a host that is bought then is needed, if the lease ends at that end: until the hard end. Hosts paid in
     * advance for a period that has not begun are needed for that period, which ends with what was paid.
     */
    public Instant neededUntil(Instant from, Instant end, BillingZone billingZone) {
        boolean paidPeriod = ask.chargeType() == ChargeType.PREPAID && ask.term() != null && activatedAt == null;
        return paidPeriod ? ask.endOfTerm(from, billingZone) : end.plus(ask.grace());
    }

    /** When the wait for hosts is given up. */
    public Instant giveUpAt() {
        Instant from = ask.startsAt().isAfter(requestedAt) ? ask.startsAt() : requestedAt;
        return (state == LeaseState.PROVISIONING && stateSince.isAfter(from) ? stateSince : from)
                .plus(ask.longestWait());
    }

    /** The end, or until ACTIVE the latest possible one. Only an approved lease has one. */
    public Instant end() {
        if (endAt == null) {
            throw new IllegalStateException("lease " + id + " is " + state + " and has no end yet");
        }
        return endAt;
    }

    public Optional<Instant> endAt() {
        return Optional.ofNullable(endAt);
    }

    /** True for the applicant, the person it was applied for, and the owner. */
    public boolean isHeldBy(String subject) {
        return subject.equals(owner) || subject.equals(ask.applicant()) || subject.equals(ask.onBehalfOf());
    }

    public String id() {
        return id;
    }

    public LeaseAsk ask() {
        return ask;
    }

    public String owner() {
        return owner;
    }

    public LeaseState state() {
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

    public Optional<Instant> activatedAt() {
        return Optional.ofNullable(activatedAt);
    }

    public boolean isCordoned() {
        return cordonedAt != null;
    }

    public Optional<String> waitingFor() {
        return Optional.ofNullable(waitingFor);
    }

    /** True when it is there to keep a host: nothing is bought for it, ever. */
    public boolean kept() {
        return kept;
    }

    /** Empty where somebody has to ask for each renewal. */
    public Optional<AutoRenew> autoRenew() {
        return Optional.ofNullable(autoRenew);
    }

    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    public Optional<String> endingReason() {
        return Optional.ofNullable(endingReason);
    }

    public long version() {
        return version;
    }
}
