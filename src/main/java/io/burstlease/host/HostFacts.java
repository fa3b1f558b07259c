package io.burstlease.host;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a host. */
@MappedSuperclass
abstract class HostFacts {

    @Id
    String id;

    @Enumerated(EnumType.STRING)
    HostState state;

    Instant stateSince;

    @Nullable
    String launchId;

    @Nullable
    Integer attempt;

    @Nullable
    String instanceId;

    @Nullable
    String instanceType;

    @Nullable
    String zone;

    @Enumerated(EnumType.STRING)
    @Nullable
    ChargeType chargeType;

    @Nullable
    BigDecimal hourlyPrice;

    @Nullable
    String currency;

    @Nullable
    Integer gpus;

    @Nullable
    String nodeName;

    @Nullable
    String nodeUid;

    @Nullable
    String certifiedBy;

    @Enumerated(EnumType.STRING)
    @Nullable
    Leaving leaving;

    @Nullable
    String leavingReason;

    @Nullable
    String stuckCode;

    Instant createdAt;

    boolean adopted;

    @Nullable
    Instant boughtAfter;

    @Nullable
    Instant boughtBefore;

    @Nullable
    Instant wantedReleaseAt;

    @Embedded
    @Nullable
    Sight sight;

    @Version
    long version;

    @SuppressWarnings("NullAway.Init") // JPA or the constructor of the entity fills the fields
    HostFacts() {}

    public String id() {
        return id;
    }

    public HostState state() {
        return state;
    }

    public Instant stateSince() {
        return stateSince;
    }

    public Optional<String> launchId() {
        return Optional.ofNullable(launchId);
    }

    public Optional<Integer> attempt() {
        return Optional.ofNullable(attempt);
    }

    public Optional<String> instanceId() {
        return Optional.ofNullable(instanceId);
    }

    public Optional<String> instanceType() {
        return Optional.ofNullable(instanceType);
    }

    public Optional<String> zone() {
        return Optional.ofNullable(zone);
    }

    public Optional<ChargeType> chargeType() {
        return Optional.ofNullable(chargeType);
    }

    public Optional<Money> hourlyPrice() {
        return hourlyPrice == null || currency == null
                ? Optional.empty()
                : Optional.of(new Money(hourlyPrice, currency));
    }

    public Optional<Integer> gpus() {
        return Optional.ofNullable(gpus);
    }

    public Optional<String> nodeName() {
        return Optional.ofNullable(nodeName);
    }

    public Optional<String> nodeUid() {
        return Optional.ofNullable(nodeUid);
    }

    public Optional<String> certifiedBy() {
        return Optional.ofNullable(certifiedBy);
    }

    public Optional<Leaving> leaving() {
        return Optional.ofNullable(leaving);
    }

    public Optional<String> leavingReason() {
        return Optional.ofNullable(leavingReason);
    }

    public Optional<String> stuckCode() {
        return Optional.ofNullable(stuckCode);
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** True when it was bought and joined past this service, and taken over. */
    public boolean adopted() {
        return adopted;
    }

    public Optional<Instant> boughtAfter() {
        return Optional.ofNullable(boughtAfter);
    }

    public Optional<Instant> boughtBefore() {
        return Optional.ofNullable(boughtBefore);
    }

    public Optional<Instant> wantedReleaseAt() {
        return Optional.ofNullable(wantedReleaseAt);
    }

    /** What the bulk readings showed of it. */
    public Sight sight() {
        return Sight.of(sight);
    }

    public long version() {
        return version;
    }
}
