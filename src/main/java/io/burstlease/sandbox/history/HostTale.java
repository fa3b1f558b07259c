package io.burstlease.sandbox.history;

import io.burstlease.cloud.ChargeType;
import io.burstlease.host.HostState;
import io.burstlease.host.Leaving;
import io.burstlease.naming.Marks;
import io.burstlease.sandbox.history.Chronicle.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One host of the past, from the wish for it until it was seen gone. */
final class HostTale {

    /** The cloud's Date has whole seconds. */
    private static final Duration DATE_SECOND = Duration.ofSeconds(1);

    /** The vSwitches of the emulated cloud are /22, one after the other. */
    private static final int NETWORKS_OF_A_ZONE = 4;

    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(10);

    /** Two readings that missed it, a minute apart, and what it takes to ask for it by its id. */
    private static final Duration PROOF = Duration.ofSeconds(72);

    private final Scene scene;
    private final String leaseId;
    private final String id;
    private final Instant plannedAt;
    private @Nullable HostState state;
    private Instant since;
    private int version = -1;
    private @Nullable LaunchTale launch;
    private @Nullable LaunchTale triedLast;
    private @Nullable String instanceId;
    private @Nullable String nodeUid;
    private @Nullable String address;
    private @Nullable Instant releaseAt;
    private @Nullable Instant seenReleaseAt;
    private @Nullable Leaving leaving;
    private @Nullable String leavingReason;

    HostTale(Scene scene, String leaseId, Instant plannedAt) {
        this.scene = scene;
        this.leaseId = leaseId;
        this.id = scene.dice().id("h", 10);
        this.plannedAt = plannedAt;
        this.since = plannedAt;
        enter(HostState.PLANNED, plannedAt, null);
    }

    void launching(LaunchTale by) {
        launch = by;
        triedLast = by;
        enter(HostState.LAUNCHING, by.intendedAt(), "launch " + by.id());
    }

    /** The launch bought nothing: it is planned again. */
    void unlaunch(LaunchTale by) {
        launch = null;
        enter(HostState.PLANNED, by.answeredAt(), by.refusal());
    }

    /** Bought, booted, joined and prepared; when it was READY. */
    Instant arrive(LaunchTale by) {
        instanceId = "i-uf6" + scene.dice().characters(17);
        nodeUid = scene.dice().uuid().toString();
        address = address(scene, by);
        releaseAt = by.autoReleaseAt();
        seenReleaseAt = by.autoReleaseAt();
        enter(HostState.BOOTING, by.answeredAt(), "instance " + instanceId);
        enter(HostState.JOINING, since.plus(scene.dice().seconds(50, 130)), "the instance runs");
        enter(HostState.PREPARING, since.plus(scene.dice().seconds(60, 150)), "node " + node());
        enter(HostState.READY, since.plus(scene.dice().seconds(45, 160)), "gates passed");
        return since;
    }

    /** The cloud is asked to release it at another time, and is seen to have heard. */
    void release(Instant wanted, Instant at) {
        if (!wanted.equals(releaseAt)) {
            releaseAt = wanted;
            event("release-time-wanted", state, at, wanted.toString());
        }
        seenReleaseAt = wanted;
    }

    void drain(Leaving why, String reason, Instant at) {
        leave(why, reason);
        enter(HostState.DRAINING, at, reason);
    }

    void delete(Leaving why, String reason, Instant at) {
        leave(why, reason);
        enter(HostState.DELETING, at, reason);
    }

    /** What was drained is deleted, for the reason it was drained. */
    void drained(String how, Instant at) {
        enter(HostState.DELETING, at, how);
    }

    /** It was never bought. */
    void drop(Leaving why, String reason, Instant at) {
        leave(why, reason);
        enter(HostState.GONE, at, reason);
        tell(null, null);
    }

    /** It was last seen then; when it was proven gone. */
    Instant gone(Instant lastSeen) {
        Instant missed = lastSeen.plus(BETWEEN_READINGS);
        Instant proven = missed.plus(PROOF);
        if (state != HostState.DELETING) {
            delete(Leaving.LOST, "instance-gone: the cloud has it no more", proven);
        }
        enter(HostState.GONE, proven, "seen gone");
        tell(lastSeen, missed);
        return proven;
    }

    private void leave(Leaving why, String reason) {
        leaving = why;
        leavingReason = reason;
    }

    private void enter(HostState next, Instant at, @Nullable String reason) {
        if (state != null && !state.next().contains(next)) {
            throw new IllegalStateException("a host that is " + state + " does not become " + next);
        }
        HostState from = state;
        state = next;
        since = at;
        event(next.name().toLowerCase(Locale.ROOT), from, at, reason);
    }

    private void event(String name, @Nullable HostState from, Instant at, @Nullable String reason) {
        version++;
        scene.chronicle()
                .event(
                        Table.HOST_EVENT,
                        at,
                        new Row()
                                .with("host_id", id)
                                .with("lease_id", leaseId)
                                .with("event", name)
                                .with("from_state", from == null ? null : from.name())
                                .with("to_state", String.valueOf(state))
                                .with("reason", reason)
                                .with("detail", Scene.SAMPLE));
    }

    private void tell(@Nullable Instant lastSeen, @Nullable Instant missed) {
        Row row = new Row()
                .with("id", id)
                .with("state", String.valueOf(state))
                .with("state_since", since)
                .with("created_at", plannedAt)
                .with("leaving", String.valueOf(leaving))
                .with("leaving_reason", leavingReason)
                .with("version", version);
        offer(row, Objects.requireNonNull(triedLast));
        purchase(row, launch);
        sight(row, lastSeen, missed);
        scene.chronicle().add(Table.HOST, row);
        assigned();
        if (launch != null && lastSeen != null && missed != null) {
            new Spans(scene, id, String.valueOf(instanceId), launch, boughtBefore(launch), lastSeen, missed).tell();
        }
    }

    private static void offer(Row row, LaunchTale tried) {
        row.with("instance_type", tried.type().id())
                .with("zone", tried.zone().id())
                .with("charge_type", ChargeType.POSTPAID.name())
                .with("hourly_price", tried.price().amount())
                .with("currency", tried.price().currency())
                .with("gpus", tried.type().gpus());
    }

    private void purchase(Row row, @Nullable LaunchTale by) {
        row.with("launch_id", by == null ? null : by.id())
                .with("attempt", by == null ? null : by.attempt())
                .with("bought_after", by == null ? null : by.sentAt())
                .with("bought_before", by == null ? null : boughtBefore(by))
                .with("instance_id", instanceId)
                .with("private_ip", address)
                .with("node_name", instanceId == null ? null : node())
                .with("node_uid", nodeUid)
                .with("wanted_release_at", releaseAt);
    }

    private void sight(Row row, @Nullable Instant lastSeen, @Nullable Instant missed) {
        row.with("seen_release_at", seenReleaseAt)
                .with("seen_status", lastSeen == null ? null : "Running")
                .with("seen_at", lastSeen)
                .with("gone_after", lastSeen)
                .with("first_missed_at", missed)
                .with("gone_before", missed)
                .with("missed_passes", missed == null ? 0 : 2);
    }

    private void assigned() {
        scene.chronicle()
                .add(
                        Table.HOST_ASSIGNMENT,
                        new Row()
                                .with("host_id", id)
                                .with("lease_id", leaseId)
                                .with("during", "[%s,%s)".formatted(plannedAt, since)));
    }

    private static Instant boughtBefore(LaunchTale by) {
        return by.answeredAt().plus(DATE_SECOND);
    }

    private String node() {
        return Marks.nodeName("cn-shanghai", String.valueOf(instanceId));
    }

    private static String address(Scene scene, LaunchTale by) {
        int network = scene.zones().indexOf(by.zone()) * NETWORKS_OF_A_ZONE;
        return "10.80.%d.%d"
                .formatted(
                        network + scene.dice().number(0, NETWORKS_OF_A_ZONE - 1),
                        scene.dice().number(2, 250));
    }

    String id() {
        return id;
    }
}
