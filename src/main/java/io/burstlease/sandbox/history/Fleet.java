package io.burstlease.sandbox.history;

import io.burstlease.catalog.InstanceType;
import io.burstlease.host.Leaving;
import io.burstlease.offer.Zone;
import io.burstlease.sandbox.history.Chronicle.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The hosts of a lease of the past. */
final class Fleet {

    /** From the hard end to the release by the cloud itself. */
    private static final Duration ROOM = Duration.ofMinutes(30);

    /** The same, once a release has begun. */
    private static final Duration RELEASING_ROOM = Duration.ofMinutes(60);

    private static final Duration TO_INTEND = Duration.ofMillis(900);

    private final Scene scene;
    private final String leaseId;
    private final List<HostTale> hosts = new ArrayList<>();
    private Instant wantedReleaseAt = Instant.EPOCH;

    Fleet(Scene scene, String leaseId) {
        this.scene = scene;
        this.leaseId = leaseId;
    }

    void plan(Instant at) {
        for (int i = 0; i < scene.story().hosts(); i++) {
            hosts.add(new HostTale(scene, leaseId, at));
        }
    }

    /** Bought and prepared; when the last of them was READY. */
    Instant gather(Instant at, Instant hardEnd) {
        wantedReleaseAt = minuteAfter(hardEnd.plus(ROOM));
        int first = scene.dice().number(0, scene.zones().size() - 1);
        Instant from = scene.story().has(Story.NO_STOCK) ? refused(at, first) : at;
        LaunchTale launch = launch(hosts, from, zone(first + 1));
        launch.bought();
        return arrived(hosts, launch);
    }

    /** Every zone was out of stock; when the last one said so. */
    Instant tryEverywhere(Instant at, Instant hardEnd) {
        wantedReleaseAt = minuteAfter(hardEnd.plus(ROOM));
        Instant last = at;
        for (int zone = 0; zone < scene.zones().size(); zone++) {
            last = refused(last, zone);
        }
        return last;
    }

    private Instant refused(Instant at, int zone) {
        LaunchTale launch = launch(hosts, at, zone(zone));
        launch.refused();
        hosts.forEach(host -> host.unlaunch(launch));
        return launch.answeredAt();
    }

    private LaunchTale launch(List<HostTale> wanted, Instant at, Zone zone) {
        InstanceType type = scene.hostClass().instanceTypes().getFirst();
        LaunchTale launch =
                new LaunchTale(scene, leaseId, type, zone, wanted.size(), at.plus(TO_INTEND), wantedReleaseAt);
        wanted.forEach(host -> host.launching(launch));
        return launch;
    }

    private Instant arrived(List<HostTale> wanted, LaunchTale launch) {
        return wanted.stream()
                .map(host -> host.arrive(launch))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** The cloud took one; another was bought in its place. */
    void lose(Instant at) {
        HostTale lost = hosts.removeFirst();
        Instant noticed = lost.gone(at);
        HostTale other = new HostTale(scene, leaseId, noticed.plusSeconds(2));
        LaunchTale launch =
                launch(List.of(other), noticed.plusSeconds(2), zone(scene.dice().number(0, 2)));
        launch.bought();
        arrived(List.of(other), launch);
        hosts.add(other);
        scene.chronicle()
                .add(
                        Table.REPLACEMENT,
                        new Row()
                                .with("host_id", lost.id())
                                .with("lease_id", leaseId)
                                .with("replaced_by", other.id())
                                .with("planned_at", noticed.plusSeconds(2)));
    }

    /** The lease's end moved, and with it the time at which the cloud releases its hosts by itself. */
    void keepUntil(Instant hardEnd, Instant at) {
        wantedReleaseAt = minuteAfter(hardEnd.plus(ROOM));
        hosts.forEach(host -> host.release(wantedReleaseAt, at));
    }

    /** Drained and deleted; when the last of them was seen gone. */
    Instant leave(Instant at, Duration grace, String why) {
        return hosts.stream()
                .map(host -> {
                    host.drain(Leaving.RELEASED, why, at);
                    releaseSooner(host, at, grace);
                    boolean stubborn = scene.dice().onceIn(6);
                    Instant empty =
                            at.plus(stubborn ? grace : scene.dice().between(Duration.ofSeconds(8), grace.dividedBy(3)));
                    host.drained(stubborn ? "the grace is over" : "drained", empty);
                    return deleted(host, empty);
                })
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** Deleted at once; when the last of them was seen gone. */
    Instant beTaken(Instant at, Duration grace, String why) {
        return hosts.stream()
                .map(host -> {
                    host.delete(Leaving.RELEASED, why, at);
                    releaseSooner(host, at, grace);
                    return deleted(host, at);
                })
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** None was ever bought. */
    void drop(Instant at, String why) {
        hosts.forEach(host -> host.drop(Leaving.RELEASED, why, at));
    }

    private void releaseSooner(HostTale host, Instant at, Duration grace) {
        Instant sooner = at.plus(grace).plus(RELEASING_ROOM).truncatedTo(ChronoUnit.MINUTES);
        if (sooner.isBefore(wantedReleaseAt)) {
            host.release(sooner, at);
        }
    }

    private Instant deleted(HostTale host, Instant at) {
        return host.gone(at.plus(scene.dice().seconds(30, 100)));
    }

    private Zone zone(int index) {
        return scene.zones().get(index % scene.zones().size());
    }

    private static Instant minuteAfter(Instant at) {
        Instant floor = at.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(at) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }
}
