package io.burstlease.sandbox.cloud.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An instance: what was bought, and what has become of it. */
public final class Instance {

    private final LaunchSpec spec;
    private final Born born;
    private final Instant createdAt;
    private final String launchRequestId;
    private final @Nullable String clientToken;
    private final List<Phase> phases = new ArrayList<>();
    private final Map<String, String> tags;
    private @Nullable Instant autoReleaseAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant bootsAt;
    private @Nullable Instant releasedAt;
    private @Nullable Instant goneAt;
    private @Nullable ReleasedBy releasedBy;
    private @Nullable String lockReason;
    private boolean chargingStopped;

    Instance(CloudEvent.Launched launch, Born born) {
        this.spec = launch.spec();
        this.born = born;
        this.createdAt = launch.at();
        this.launchRequestId = launch.requestId();
        this.clientToken = launch.token() == null ? null : launch.token().token();
        this.tags = new TreeMap<>(spec.tags());
        this.autoReleaseAt = spec.autoReleaseAt();
        this.expiresAt = spec.expiresAt();
        this.bootsAt = born.bootedAt();
        phases.add(new Phase(createdAt, Status.PENDING));
        phases.add(new Phase(born.startingAt(), Status.STARTING));
        if (born.runningAt() != null) {
            phases.add(new Phase(born.runningAt(), Status.RUNNING));
        }
    }

    /** The status that calls are shown at a time. */
    public Status status(Instant now) {
        Status status = Status.PENDING;
        for (Phase phase : phases) {
            if (!phase.at().isAfter(now)) {
                status = phase.status();
            }
        }
        return status;
    }

    /** Whether the first start is still under way: such an instance can be neither deleted nor stopped. */
    public boolean initializing(Instant now) {
        return born.runningAt() == null || born.runningAt().isAfter(now);
    }

    public boolean running(Instant now) {
        return status(now) == Status.RUNNING && !gone(now);
    }

    /** Whether its operating system is up at a time. */
    public boolean booted(Instant now) {
        return running(now) && bootsAt != null && !bootsAt.isAfter(now);
    }

    public boolean gone(Instant now) {
        return goneAt != null && !goneAt.isAfter(now);
    }

    void started(Instant at, Instant runningAt, Instant bootedAt) {
        changeFrom(at, List.of(new Phase(at, Status.STARTING), new Phase(runningAt, Status.RUNNING)));
        bootsAt = born.bootedAt() == null ? null : bootedAt;
        chargingStopped = false;
    }

    void stopped(Instant at, Instant stoppedAt, boolean stopCharging) {
        changeFrom(at, List.of(new Phase(at, Status.STOPPING), new Phase(stoppedAt, Status.STOPPED)));
        chargingStopped = stopCharging;
    }

    void released(Instant at, Instant gone, ReleasedBy by) {
        releasedAt = at;
        goneAt = gone;
        releasedBy = by;
        if (by == ReleasedBy.RECLAIM) {
            lockReason = "Recycling";
        } else if (by == ReleasedBy.EXPIRY) {
            lockReason = "financial";
            changeFrom(at, List.of(new Phase(at, Status.STOPPED)));
        } else {
            lockReason = by == ReleasedBy.REFUND ? "refunded" : lockReason;
            changeFrom(at, List.of(new Phase(at, Status.STOPPING)));
        }
    }

    /** Takes back the release that an expired term began. */
    void renewed(Instant expiry) {
        expiresAt = expiry;
        if (releasedBy == ReleasedBy.EXPIRY) {
            releasedAt = null;
            goneAt = null;
            releasedBy = null;
            lockReason = null;
        }
    }

    void autoReleaseAt(@Nullable Instant time) {
        autoReleaseAt = time;
    }

    void tag(Map<String, String> changed) {
        tags.putAll(changed);
    }

    void untag(List<String> keys) {
        keys.forEach(tags::remove);
    }

    private void changeFrom(Instant at, List<Phase> next) {
        phases.removeIf(phase -> !phase.at().isBefore(at));
        phases.addAll(next);
    }

    public String id() {
        return born.instanceId();
    }

    public long number() {
        return born.number();
    }

    public LaunchSpec spec() {
        return spec;
    }

    public Born born() {
        return born;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String launchRequestId() {
        return launchRequestId;
    }

    public @Nullable String clientToken() {
        return clientToken;
    }

    public Map<String, String> tags() {
        return Collections.unmodifiableMap(tags);
    }

    public @Nullable Instant autoReleaseAt() {
        return autoReleaseAt;
    }

    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable Instant bootsAt() {
        return bootsAt;
    }

    public @Nullable Instant releasedAt() {
        return releasedAt;
    }

    public @Nullable Instant goneAt() {
        return goneAt;
    }

    public @Nullable ReleasedBy releasedBy() {
        return releasedBy;
    }

    public @Nullable String lockReason() {
        return lockReason;
    }

    public boolean chargingStopped() {
        return chargingStopped;
    }

    /** What the API shows in {@code Status}. */
    public enum Status {
        PENDING("Pending"),
        STARTING("Starting"),
        RUNNING("Running"),
        STOPPING("Stopping"),
        STOPPED("Stopped");

        private final String apiName;

        Status(String apiName) {
            this.apiName = apiName;
        }

        public String apiName() {
            return apiName;
        }
    }

    private record Phase(Instant at, Status status) {}
}
