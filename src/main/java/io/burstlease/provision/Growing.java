package io.burstlease.provision;

import io.burstlease.audit.Act;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Leaving;
import io.burstlease.lease.Growth;
import io.burstlease.lease.GrowthState;
import io.burstlease.lease.Growths;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Follows the hosts that a growth planned until none is still to come. One that broke or was lost is replaced like
 * every host of the lease; one that could not be had in time is wanted no more.
 */
@Component
class Growing implements Errand {

    static final String NAME = "growing";

    /** The hosts' own changes wake it. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Growths growths;
    private final Leases leases;
    private final Hosts hosts;
    private final JdbcClient jdbc;
    private final Clock clock;

    Growing(Growths growths, Leases leases, Hosts hosts, JdbcClient jdbc, Clock clock) {
        this.growths = growths;
        this.leases = leases;
        this.hosts = hosts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Plans its hosts, in the transaction that grants it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void plan(String growthId, String leaseId, int more) {
        for (Host host : hosts.plan(leaseId, more)) {
            jdbc.sql("insert into growth_host (host_id, growth_id) values (:host, :growth)")
                    .param("host", host.id())
                    .param("growth", growthId)
                    .update();
        }
    }

    /** The growth that planned the host. */
    Optional<String> of(String hostId) {
        return jdbc.sql("select growth_id from growth_host where host_id = :host")
                .param("host", hostId)
                .query((row, number) -> row.getString("growth_id"))
                .optional();
    }

    @Override
    public Outcome run(Claim claim) {
        Growth growth = growths.get(claim.thing());
        if (growth.state() != GrowthState.APPROVED) {
            return Outcome.done("growth is " + growth.state());
        }
        return claim.settle(() -> judge(growth));
    }

    private Outcome judge(Growth growth) {
        Lease lease = leases.lock(growth.leaseId());
        if (growths.get(growth.id()).state() != GrowthState.APPROVED) {
            return Outcome.next();
        }
        if (lease.state() != LeaseState.ACTIVE) {
            return cut(growth, 0, "the lease is " + lease.state());
        }
        List<Host> planned = hostsOf(growth.id());
        long coming = planned.stream().filter(host -> host.state().isComing()).count();
        if (coming > 0) {
            return Outcome.wait(LOOK_AGAIN, coming + " hosts are still to come");
        }
        int missing = (int) planned.stream().filter(Growing::wasNotHad).count();
        if (missing > 0) {
            return cut(growth, missing, missing + " of " + growth.hosts() + " hosts were not to be had in time");
        }
        growths.inForce(growth.id(), Act.itself(clock.instant(), "none of its hosts is still to come"));
        return Outcome.done("in force");
    }

    private Outcome cut(Growth growth, int missing, String why) {
        growths.cut(growth.id(), missing, Act.itself(clock.instant(), why));
        return Outcome.done(why);
    }

    private static boolean wasNotHad(Host host) {
        return host.state() == HostState.GONE
                && host.instanceId().isEmpty()
                && host.leaving().equals(Optional.of(Leaving.SHORT));
    }

    private List<Host> hostsOf(String growthId) {
        return jdbc
                .sql("select host_id from growth_host where growth_id = :growth order by host_id")
                .param("growth", growthId)
                .query((row, number) -> row.getString("host_id"))
                .list()
                .stream()
                .map(hosts::get)
                .toList();
    }
}
