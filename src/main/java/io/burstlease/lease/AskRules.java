package io.burstlease.lease;

import io.burstlease.catalog.Catalog;
import io.burstlease.catalog.HostClass;
import io.burstlease.money.BillingZone;
import io.burstlease.offer.Zone;
import io.burstlease.offer.Zones;
import io.burstlease.team.Team;
import io.burstlease.team.Teams;
import io.burstlease.web.Fault;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks at every field whatever is wrong with the others; a field that has a fault is read as something harmless. */
@Service
class AskRules implements AskCheck {

    /** The most hosts of one lease, as its table has it. */
    static final int MOST_HOSTS = 1000;

    private final Teams teams;
    private final Catalog catalog;
    private final Zones zones;
    private final BillingZone billingZone;
    private final Clock clock;

    AskRules(Teams teams, Catalog catalog, Zones zones, BillingZone billingZone, Clock clock) {
        this.teams = teams;
        this.catalog = catalog;
        this.zones = zones;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    @Override
    public SoundAsk check(RawAsk raw, Consumer<String> access, List<Fault> more) {
        AskFaults faults = new AskFaults();
        more.forEach(fault -> faults.add(fault.field(), fault.reason(), fault.message()));
        Optional<Team> team = team(raw.team(), access, faults);
        String project = project(raw.project(), team, faults);
        Optional<HostClass> hostClass = hostClass(raw.hostClass(), faults);
        int hosts = hosts(raw.hosts(), team, faults);
        int minHosts = minHosts(raw.minHosts(), hosts, faults);
        String zone = zone(raw.zone(), faults);
        ChargeWish charge = new AskChargeRules(faults).read(raw, hosts, minHosts);
        Workload workload = faults.name("workload", raw.workload(), Workload.class, Workload.TRAINING);
        Protection protection = new AskWindowRules(faults).read(raw.protectedWindows(), workload);
        AskTimes times = new AskTimeRules(clock.instant(), billingZone, protection, faults).read(raw, team);
        faults.refuseIfAny();
        return new SoundAsk(
                team.orElseThrow(),
                project,
                hostClass.orElseThrow(),
                hosts,
                minHosts,
                zone,
                charge,
                times.startsAt(),
                times.term(),
                times.endsAt(),
                times.longestWait(),
                times.grace(),
                workload,
                protection.toString(),
                times.lastsUntil(),
                times.latestEnd());
    }

    private Optional<Team> team(@Nullable String id, Consumer<String> access, AskFaults faults) {
        Optional<String> stated = faults.required("team", id);
        Optional<Team> team = stated.flatMap(teams::find);
        team.ifPresent(found -> access.accept(found.id()));
        if (stated.isPresent() && team.isEmpty()) {
            faults.add("team", "unknown-team", "there is no team %s".formatted(id));
        }
        return team;
    }

    private static String project(@Nullable String id, Optional<Team> team, AskFaults faults) {
        String stated = faults.required("project", id).orElse("");
        if (!stated.isEmpty() && team.isPresent() && team.get().project(stated).isEmpty()) {
            faults.add(
                    "project",
                    "unknown-project",
                    "team %s has no project %s".formatted(team.get().id(), stated));
        }
        return stated;
    }

    private Optional<HostClass> hostClass(@Nullable String id, AskFaults faults) {
        Optional<String> stated = faults.required("hostClass", id);
        Optional<HostClass> hostClass = stated.flatMap(catalog::find);
        if (stated.isPresent() && hostClass.isEmpty()) {
            faults.add("hostClass", "unknown-host-class", "there is no host class %s".formatted(id));
        } else if (hostClass.isPresent() && !hostClass.get().enabled()) {
            faults.add("hostClass", "host-class-disabled", "host class %s is not leased any more".formatted(id));
        }
        return hostClass;
    }

    private static int hosts(@Nullable Integer hosts, Optional<Team> team, AskFaults faults) {
        if (hosts == null) {
            faults.add("hosts", "required", "must be stated");
            return MOST_HOSTS;
        }
        if (hosts < 1) {
            faults.add("hosts", "min", "must be at least 1");
        } else if (hosts > MOST_HOSTS) {
            faults.add("hosts", "max", "must be at most %d".formatted(MOST_HOSTS));
        } else if (team.isPresent() && hosts > team.get().maxHosts()) {
            faults.add(
                    "hosts",
                    "over-team-hosts",
                    "team %s may hold %d hosts"
                            .formatted(team.get().id(), team.get().maxHosts()));
        }
        return hosts;
    }

    /** Where nobody says, all or nothing. */
    private static int minHosts(@Nullable Integer minHosts, int hosts, AskFaults faults) {
        if (minHosts == null) {
            return hosts;
        }
        if (minHosts < 1) {
            faults.add("minHosts", "min", "must be at least 1");
        } else if (minHosts > hosts) {
            faults.add("minHosts", "over-hosts", "must be at most hosts");
        }
        return minHosts;
    }

    private @Nullable String zone(@Nullable String id, AskFaults faults) {
        if (id == null) {
            return null;
        }
        Optional<Zone> zone = zones.find(id);
        if (zone.isEmpty()) {
            faults.add("zone", "unknown-zone", "there is no zone %s".formatted(id));
        } else if (!zone.get().enabled()) {
            faults.add("zone", "zone-disabled", "nothing is bought in zone %s".formatted(id));
        }
        return id;
    }
}
