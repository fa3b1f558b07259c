package io.burstlease.provision;

import io.burstlease.host.ClusterAnswers;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.host.Passes;
import io.burstlease.lease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plans a host in the place of each that was lost or broke while its lease has time left, with brakes. */
@Component
class Replacements {

    /** Of a lease in an hour, and at least one. */
    private static final int BRAKE_SHARE = 10;

    private static final Duration BRAKE_TIME = Duration.ofHours(1);

    /** Time for one to come, and as much again to be of use. */
    private static final int LEAST_USES = 2;

    private static final Set<Leaving> REPLACED = Set.of(Leaving.LOST, Leaving.BROKEN, Leaving.REPLACED);

    private final JdbcClient jdbc;
    private final Hosts hosts;
    private final Passes passes;
    private final ClusterAnswers answers;
    private final Funds funds;
    private final ProvisionSettings settings;
    private final Clock clock;

    Replacements(
            JdbcClient jdbc,
            Hosts hosts,
            Passes passes,
            ClusterAnswers answers,
            Funds funds,
            ProvisionSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.hosts = hosts;
        this.passes = passes;
        this.answers = answers;
        this.funds = funds;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How it stands with the hosts to be replaced.
     *
     * @param missing hosts that left and have no other in their place
     * @param allowed how many of them may be replaced now
     * @param brake what holds back the rest, in words that begin with a stable code
     * @param until when to look again; empty when they never will be replaced
     */
    record Standing(List<Host> missing, int allowed, Optional<String> brake, Optional<Instant> until) {}

    Standing of(Lease lease, List<Host> everOfLease) {
        Set<String> done = new HashSet<>(jdbc.sql("select host_id from replacement where lease_id = :lease")
                .param("lease", lease.id())
                .query((row, number) -> row.getString("host_id"))
                .list());
        Set<String> handedOn = hosts.handedOn(lease.id());
        List<Host> missing = everOfLease.stream()
                .filter(host -> host.instanceId().isPresent() && !done.contains(host.id()))
                .filter(host -> handedOn.contains(host.id()) || isToBeReplaced(host))
                .sorted(Comparator.comparing((Host host) -> handedOn.contains(host.id()) || isWished(host))
                        .reversed())
                .toList();
        long staying = everOfLease.stream()
                .filter(host -> !handedOn.contains(host.id()))
                .filter(host -> host.state() != HostState.GONE && host.leaving().isEmpty())
                .count();
        // A lease that was shrunk meanwhile wants no other for some of them.
        int room = lease.kept() ? 0 : Math.max(0, lease.ask().hosts() - (int) staying);
        List<Host> wanted = missing.subList(0, Math.min(missing.size(), room));
        int wished = (int) wanted.stream()
                .filter(host -> handedOn.contains(host.id()) || isWished(host))
                .count();
        return wanted.isEmpty()
                ? new Standing(wanted, 0, Optional.empty(), Optional.empty())
                : brake(lease, wanted, wished);
    }

    /** One that the cloud has announced to take is replaced while it is emptied. */
    private static boolean isLeft(Host host) {
        return switch (host.state()) {
            case DELETING, GONE -> true;
            case DRAINING -> host.leaving().equals(Optional.of(Leaving.LOST));
            case PLANNED, LAUNCHING, BOOTING, JOINING, PREPARING, READY, HELD -> false;
        };
    }

    private static boolean isToBeReplaced(Host host) {
        return isLeft(host) && host.leaving().filter(REPLACED::contains).isPresent();
    }

    /** @param wished how many of the missing left because an operator wished it */
    private Standing brake(Lease lease, List<Host> missing, int wished) {
        Instant now = clock.instant();
        Optional<String> tooLate = tooLate(lease, now);
        if (tooLate.isPresent()) {
            return new Standing(missing, 0, tooLate, Optional.empty());
        }
        Optional<String> blind = blind(now);
        if (blind.isPresent()) {
            return new Standing(missing, 0, blind, soon(now));
        }
        List<Instant> recent = recent(lease.id(), now.minus(BRAKE_TIME));
        int allowance = wished + Math.max(0, Math.max(1, lease.ask().hosts() / BRAKE_SHARE) - recent.size());
        if (allowance >= missing.size()) {
            return new Standing(missing, missing.size(), Optional.empty(), Optional.empty());
        }
        Instant until =
                recent.isEmpty() ? now.plus(BRAKE_TIME) : recent.getFirst().plus(BRAKE_TIME);
        String brake = "replacement-rate: " + recent.size() + " were replaced within the hour";
        return new Standing(missing, Math.max(0, allowance), Optional.of(brake), Optional.of(until));
    }

    /** What stands against a replacement because of the time that is left; empty when nothing does. */
    Optional<String> tooLate(Lease lease, Instant now) {
        Duration least = settings.usualTimeToReady().multipliedBy(LEAST_USES);
        return now.plus(least).isAfter(lease.end())
                ? Optional.of("too-late: less than " + least + " is left")
                : Optional.empty();
    }

    /** By an operator, who is no failure that may go on and on. */
    private static boolean isWished(Host host) {
        return host.leaving().equals(Optional.of(Leaving.REPLACED));
    }

    /** A host that seems lost or broken may only be out of sight. */
    private Optional<String> blind(Instant now) {
        Instant fresh = now.minus(settings.freshGap().multipliedBy(2));
        Passes.Freshness freshness = passes.freshness();
        Instant read = freshness.begunAt();
        if (read == null || read.isBefore(fresh) || freshness.distrust() != null) {
            return Optional.of("cloud-not-read: the last reading is not to be built on");
        }
        return answers.last().filter(answer -> !answer.isBefore(fresh)).isPresent()
                ? Optional.empty()
                : Optional.of("cluster-silent: the API server has not answered lately");
    }

    private Optional<Instant> soon(Instant now) {
        return Optional.of(now.plus(settings.freshGap()));
    }

    /** When hosts were planned in the place of others that failed, oldest first. */
    private List<Instant> recent(String leaseId, Instant since) {
        return jdbc.sql("""
                        select planned_at
                        from replacement
                        where lease_id = :lease
                          and planned_at > :since
                          and not wished
                        order by planned_at
                        """)
                .param("lease", leaseId)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        row.getObject("planned_at", OffsetDateTime.class).toInstant())
                .list();
    }

    /**
     * Plans as many as the brakes allow and the budget bears. The caller holds the lease's lock.
     *
     * @return why the budget does not bear them; empty when it does
     */
    Optional<String> plan(Lease lease) {
        Standing standing = of(lease, hosts.everOfLease(lease.id()));
        Optional<String> shortage = funds.hold(lease, standing.allowed());
        if (shortage.isPresent()) {
            return shortage;
        }
        List<Host> replaced = standing.missing().subList(0, standing.allowed());
        Set<String> handedOn = hosts.handedOn(lease.id());
        List<Host> planned = hosts.plan(lease.id(), replaced.size());
        for (int i = 0; i < planned.size(); i++) {
            Host left = replaced.get(i);
            record(lease.id(), left.id(), planned.get(i).id(), handedOn.contains(left.id()) || isWished(left));
        }
        return Optional.empty();
    }

    private void record(String leaseId, String replaced, String by, boolean wished) {
        jdbc.sql("""
                        insert into replacement (host_id, lease_id, replaced_by, planned_at, wished)
                        values (:host, :lease, :by, :at, :wished)
                        """)
                .param("host", replaced)
                .param("wished", wished)
                .param("lease", leaseId)
                .param("by", by)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
