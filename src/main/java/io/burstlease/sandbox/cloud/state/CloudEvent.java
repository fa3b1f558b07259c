package io.burstlease.sandbox.cloud.state;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An effect in the emulated cloud, as the journal keeps it: complete in itself, whatever the configuration says later.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CloudEvent.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = CloudEvent.Launched.class, name = "launched"),
    @JsonSubTypes.Type(value = CloudEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = CloudEvent.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = CloudEvent.Released.class, name = "released"),
    @JsonSubTypes.Type(value = CloudEvent.AutoReleaseSet.class, name = "autoReleaseSet"),
    @JsonSubTypes.Type(value = CloudEvent.Renewed.class, name = "renewed"),
    @JsonSubTypes.Type(value = CloudEvent.Refunded.class, name = "refunded"),
    @JsonSubTypes.Type(value = CloudEvent.Tagged.class, name = "tagged"),
    @JsonSubTypes.Type(value = CloudEvent.Untagged.class, name = "untagged"),
    @JsonSubTypes.Type(value = CloudEvent.StockSet.class, name = "stockSet"),
    @JsonSubTypes.Type(value = CloudEvent.AddressesSet.class, name = "addressesSet"),
    @JsonSubTypes.Type(value = CloudEvent.AccountSet.class, name = "accountSet")
})
public sealed interface CloudEvent {

    Instant at();

    /** The emulator started on this journal. */
    record Opened(Instant at) implements CloudEvent {}

    /** Instances were bought. */
    record Launched(
            Instant at,
            LaunchSpec spec,
            List<Born> instances,
            @Nullable TokenUse token,
            @Nullable String orderId,
            String requestId)
            implements CloudEvent {}

    /** Stopped instances were started again. */
    record Started(Instant at, List<String> instanceIds, Instant runningAt, Instant bootedAt) implements CloudEvent {}

    /** Running instances were stopped, with or without their price. */
    record Stopped(Instant at, List<String> instanceIds, Instant stoppedAt, boolean stopCharging)
            implements CloudEvent {}

    /** Instances will be gone at a time; until then they still cost. */
    record Released(
            Instant at,
            List<String> instanceIds,
            Instant goneAt,
            ReleasedBy by,
            @Nullable TokenUse token,
            String requestId)
            implements CloudEvent {}

    /** The time at which an instance releases itself was moved, or taken away. */
    record AutoReleaseSet(
            Instant at, String instanceId, @Nullable Instant releaseAt, String requestId) implements CloudEvent {}

    /** A pre-paid instance was paid for another term. */
    record Renewed(
            Instant at,
            String instanceId,
            Instant expiresAt,
            Map<String, BigDecimal> prices,
            @Nullable TokenUse token,
            String orderId,
            String requestId)
            implements CloudEvent {}

    /** A pre-paid instance was given up: so much is paid back for each item, and it goes. */
    record Refunded(
            Instant at,
            String instanceId,
            Instant goneAt,
            Map<String, BigDecimal> refunds,
            @Nullable TokenUse token,
            String orderId,
            String requestId)
            implements CloudEvent {}

    /** Tags were set on instances. */
    record Tagged(Instant at, List<String> instanceIds, Map<String, String> tags) implements CloudEvent {}

    /** Tags were taken from instances. */
    record Untagged(Instant at, List<String> instanceIds, List<String> keys) implements CloudEvent {}

    /** There are now so many instances to sell. */
    record StockSet(Instant at, String instanceType, String zoneId, ChargeType chargeType, int count)
            implements CloudEvent {}

    /** Others now use so many addresses of a vSwitch. */
    record AddressesSet(Instant at, String vSwitchId, int inUse) implements CloudEvent {}

    /** The account has another quota or balance. */
    record AccountSet(Instant at, Quota quota, @Nullable BigDecimal balance) implements CloudEvent {}
}
