package io.burstlease.testing;

import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.InstanceSeen.Status;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.PaidPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An instance of the {@link FakeCloud}. */
public final class FakeInstance {

    private static final int GPUS = 8;

    final String id;
    final LaunchRequest request;
    private final int number;
    private final Instant createdAt;
    private final Instant runningAt;
    private final Instant shownAt;

    final Map<String, String> tags;

    @Nullable
    Instant releaseAt;

    @Nullable
    Instant goneAt;

    @Nullable
    Instant paidUntil;

    @Nullable
    String lock;

    FakeInstance(String id, int number, LaunchRequest request, Instant createdAt, Duration boot, Duration latency) {
        this.id = id;
        this.number = number;
        this.request = request;
        this.createdAt = createdAt;
        this.runningAt = createdAt.plus(boot);
        this.shownAt = createdAt.plus(latency);
        this.tags = new HashMap<>(request.tags());
        this.releaseAt = request.autoReleaseTime();
        this.paidUntil =
                request.prepaid() == null ? null : endOfDay(request.prepaid().from(createdAt));
    }

    /** The cloud goes on until the end of the last day. */
    private static Instant endOfDay(Instant at) {
        return at.atOffset(ZoneOffset.ofHours(8))
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
    }

    boolean isPaid(Instant now) {
        return paidUntil != null && paidUntil.isAfter(now);
    }

    void renew(PaidPeriod period) {
        paidUntil = period.from(Objects.requireNonNull(paidUntil));
    }

    /** Until when it is paid for; null where it is not paid for in advance. */
    public @Nullable Instant paidUntil() {
        return paidUntil;
    }

    public String id() {
        return id;
    }

    /** Somebody takes them off in the cloud's web console. */
    public void loseTags() {
        tags.clear();
    }

    /** What it was bought with. */
    public LaunchRequest request() {
        return request;
    }

    /** The cloud announces that it will take it then, as with spot. */
    public void toBeTaken(Instant at) {
        lock = "Recycling";
        goneAt = at;
    }

    /** The tags it has now. */
    public Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** When the cloud releases it by itself. */
    public @Nullable Instant releaseAt() {
        return releaseAt;
    }

    public String address() {
        return "10.0.%d.%d".formatted(number / 250, number % 250 + 1);
    }

    /** True once its script runs. */
    public boolean isRunning(Instant now) {
        return isThere(now) && !runningAt.isAfter(now);
    }

    boolean isThere(Instant now) {
        return goneAt == null || goneAt.isAfter(now);
    }

    boolean isShown(Instant now) {
        return !shownAt.isAfter(now);
    }

    InstanceSeen seen(Instant now) {
        return new InstanceSeen(
                id,
                isRunning(now) ? Status.RUNNING : Status.STARTING,
                request.zone(),
                request.vSwitchId(),
                request.instanceType(),
                GPUS,
                request.chargeType(),
                address(),
                createdAt.truncatedTo(ChronoUnit.MINUTES),
                releaseAt,
                paidUntil,
                lock,
                tags);
    }
}
