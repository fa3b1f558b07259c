package io.burstlease.observe;

import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.Sighting;
import io.burstlease.host.Attempts;
import io.burstlease.host.Hosts;
import io.burstlease.host.Passes;
import io.burstlease.host.Seen;
import io.burstlease.naming.Marks;
import io.burstlease.offer.Zone;
import io.burstlease.offer.Zones;
import io.burstlease.settings.Installation;
import io.burstlease.workflow.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads all instances at once, in every vSwitch that was ever used, and tells the hosts what was seen. One paged
 * reading serves every host, however many wait for it.
 */
@Component
class CloudPass implements Recurring {

    static final String NAME = "cloud-pass";

    private final CloudHosts cloud;
    private final Zones zones;
    private final Attempts attempts;
    private final Hosts hosts;
    private final Passes passes;
    private final CloudHome home;
    private final MissScope missScope;
    private final Strangers strangers;
    private final Unguarded unguarded;
    private final Untagged untagged;
    private final Strays strays;
    private final Standstills standstills;
    private final Installation installation;
    private final ObserveSettings settings;
    private final TransactionOperations transactions;
    private final Clock clock;

    CloudPass(
            CloudHosts cloud,
            Zones zones,
            Attempts attempts,
            Hosts hosts,
            Passes passes,
            CloudHome home,
            MissScope missScope,
            Strangers strangers,
            Unguarded unguarded,
            Untagged untagged,
            Strays strays,
            Standstills standstills,
            Installation installation,
            ObserveSettings settings,
            TransactionOperations transactions,
            Clock clock) {
        this.cloud = cloud;
        this.zones = zones;
        this.attempts = attempts;
        this.hosts = hosts;
        this.passes = passes;
        this.home = home;
        this.missScope = missScope;
        this.strangers = strangers;
        this.unguarded = unguarded;
        this.untagged = untagged;
        this.strays = strays;
        this.standstills = standstills;
        this.installation = installation;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return settings.every();
    }

    @Override
    public void run() {
        long pass = passes.begin(clock.instant());
        try {
            Optional<String> foreign = home.mismatch();
            if (foreign.isPresent()) {
                passes.fail(pass, clock.instant(), foreign.get());
                return;
            }
            write(pass, cloud.list(vSwitches()));
        } catch (RuntimeException failed) {
            passes.fail(pass, clock.instant(), failed.toString());
            throw failed;
        }
    }

    private Set<String> vSwitches() {
        Set<String> all = new TreeSet<>(attempts.vSwitches());
        zones.all().stream().map(Zone::vSwitchId).forEach(all::add);
        return all;
    }

    private void write(long pass, Sighting sighting) {
        List<InstanceSeen> ours = sighting.instances().stream()
                .filter(instance -> installation.id().equals(instance.tags().get(Marks.TAG_INSTALLATION)))
                .toList();
        // Instances without a host get theirs first, so that this very reading is also what was seen of them.
        List<Stray> found = new ArrayList<>(strangers.takeIn(ours, sighting.sentAt()));
        found.addAll(unguarded.look(ours, sighting.sentAt()));
        found.addAll(untagged.look(sighting.instances(), sighting.sentAt()));
        List<Seen> seen =
                ours.stream().map(instance -> seen(pass, sighting, instance)).toList();
        transactions.executeWithoutResult(status -> {
            MissScope.Judged scope = missScope.of(sighting.sentAt(), seen);
            strays.shown(sighting.sentAt(), found);
            standstills.beginIfForgotten(sighting.sentAt());
            hosts.observe(pass, sighting.sentAt(), seen, scope.instanceIds());
            passes.complete(pass, clock.instant(), seen.size(), scope.distrust());
        });
    }

    private static Seen seen(long pass, Sighting sighting, InstanceSeen instance) {
        return new Seen(
                pass,
                sighting.sentAt(),
                instance.instanceId(),
                instance.status().name(),
                instance.createdAt(),
                instance.privateIp(),
                instance.autoReleaseTime(),
                instance.lock());
    }
}
