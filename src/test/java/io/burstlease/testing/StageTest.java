package io.burstlease.testing;

import io.burstlease.Burstlease;
import io.burstlease.audit.Act;
import io.burstlease.cloud.CloudDisks;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.CloudMarket;
import io.burstlease.cloud.CloudSubscriptions;
import io.burstlease.cluster.Drain;
import io.burstlease.cluster.Joining;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Host;
import io.burstlease.host.HostState;
import io.burstlease.host.Hosts;
import io.burstlease.host.Launches;
import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseAsk;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.Leases;
import io.burstlease.time.HandSetClock;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.Errands;
import io.burstlease.workflow.Recurring;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The whole service on a database of its own, in a cloud and a cluster in memory and in virtual time. Each test begins
 * with nothing bought, one team, one host class and two zones; the first is the cheaper one.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, classes = Burstlease.class)
@WithTestDatabase
@WithTestIssuer
@Import(StageTest.InMemory.class)
@TestPropertySource(
        properties = {
            "burstlease.cloud.adapter=none",
            "burstlease.cluster.adapter=none",
            "burstlease.cloud.region=cn-shanghai",
            "burstlease.workflow.enabled=false",
            "burstlease.provision.security-group-id=sg-test",
            "burstlease.secrets.key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public abstract class StageTest {

    private static final String REGION = "cn-shanghai";

    protected static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    protected static final String TYPE = "ecs.gn7e-c16g1.32xlarge";
    protected static final String CHEAP = "cn-shanghai-b";
    protected static final String DEAR = "cn-shanghai-g";
    protected static final Duration GRACE = Duration.ofMinutes(10);

    @LocalServerPort
    protected int port;

    protected final TestDatabase database;
    protected final Leases leases;
    protected final Hosts hosts;
    protected final Launches launches;
    private final List<Errand> errandBeans;
    private final List<Recurring> recurring;
    private final HandSetClock clock;
    private final Switchboard switchboard;
    private final PlatformTransactionManager transactions;
    protected World world;

    @SuppressWarnings("NullAway.Init") // the world is made anew before each test
    protected StageTest(Parts parts) {
        this.database = parts.database();
        this.leases = parts.leases();
        this.hosts = parts.hosts();
        this.launches = parts.launches();
        this.errandBeans = parts.errands();
        this.recurring = parts.recurring();
        this.clock = parts.clock();
        this.switchboard = parts.switchboard();
        this.transactions = parts.transactions();
    }

    /** What the tests are made of. */
    public record Parts(
            TestDatabase database,
            Leases leases,
            Hosts hosts,
            Launches launches,
            List<Errand> errands,
            List<Recurring> recurring,
            HandSetClock clock,
            Switchboard switchboard,
            PlatformTransactionManager transactions) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class InMemory {

        @Bean
        @Primary
        HandSetClock handSetClock() {
            return new HandSetClock(NOON);
        }

        @Bean
        Switchboard switchboard() {
            return new Switchboard();
        }

        @Bean
        @Primary
        Errands handDrivenErrands(Switchboard switchboard) {
            return switchboard.inside(Errands.class, world -> world.errands);
        }

        @Bean
        CloudSubscriptions fakeCloudSubscriptions(Switchboard switchboard) {
            return switchboard.outside(CloudSubscriptions.class, world -> world.subscriptions);
        }

        @Bean
        CloudDisks fakeCloudDisks(Switchboard switchboard) {
            return switchboard.outside(CloudDisks.class, world -> world.disks);
        }

        @Bean
        CloudHosts fakeCloudHosts(Switchboard switchboard) {
            return switchboard.outside(CloudHosts.class, world -> world.cloud);
        }

        @Bean
        CloudMarket emptyMarket(Switchboard switchboard) {
            CloudMarket empty = new EmptyMarket();
            return switchboard.outside(CloudMarket.class, world -> empty);
        }

        @Bean
        Nodes fakeNodes(Switchboard switchboard) {
            return switchboard.outside(Nodes.class, world -> world.cluster);
        }

        @Bean
        Joining fakeJoining(Switchboard switchboard) {
            return switchboard.outside(Joining.class, world -> world.cluster);
        }

        @Bean
        Drain fakeDrain(Switchboard switchboard) {
            return switchboard.outside(Drain.class, world -> world.pods);
        }

        @Bean
        Parts parts(
                TestDatabase database,
                Leases leases,
                Hosts hosts,
                Launches launches,
                List<Errand> errands,
                List<Recurring> recurring,
                HandSetClock clock,
                Switchboard switchboard,
                PlatformTransactionManager transactions) {
            return new Parts(database, leases, hosts, launches, errands, recurring, clock, switchboard, transactions);
        }
    }

    /** Everything anew: nothing bought, nothing known. */
    @BeforeEach
    protected void begin() {
        clock.set(NOON);
        HandDrivenErrands errands =
                new HandDrivenErrands(clock, transactions).knowing(errandBeans.toArray(Errand[]::new));
        world = new World(clock, errands, new FakeCloud(clock), new FakeCluster(clock, REGION), recurring);
        switchboard.connect(world);
        new Fixture(database).fresh();
    }

    protected Instant now() {
        return clock.instant();
    }

    protected JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    /** An application for so many hosts from now on, for eight hours from when it is ACTIVE, and an hour's wait. */
    protected LeaseAsk asking(int count, int atLeast, @Nullable String zone) {
        return Ask.from(clock.instant()).hosts(count, atLeast).zone(zone).ask();
    }

    protected Lease anApprovedLease(int count, int atLeast) {
        return approved(asking(count, atLeast, null));
    }

    protected Lease approved(LeaseAsk ask) {
        Instant now = clock.instant();
        Lease lease = leases.request(ask, now.plus(Duration.ofDays(1)), Act.by("mia", now, null));
        Instant latest = ask.latestEnd(now, Things.SHANGHAI);
        return leases.change(lease.id(), l -> l.approve(latest, Act.by("lea", now, null)));
    }

    /** One that has its hosts. */
    protected Lease anActiveLease(int count, int atLeast) {
        Lease lease = anApprovedLease(count, atLeast);
        if (!world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE)) {
            throw new AssertionError("not ACTIVE in time: " + world.errands.history());
        }
        return leases.get(lease.id());
    }

    protected LeaseState stateOf(Lease lease) {
        return leases.get(lease.id()).state();
    }

    protected List<Host> hostsIn(Lease lease, HostState state) {
        return hosts.ofLease(lease.id()).stream()
                .filter(host -> host.state() == state)
                .toList();
    }

    /** What the ledger says that the lease has cost by now. */
    protected BigDecimal cost(Lease lease) {
        try {
            recurring.stream()
                    .filter(work -> work.name().equals("meter"))
                    .findFirst()
                    .orElseThrow()
                    .run();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        return owner().sql("select coalesce(sum(amount), 0) from charge where lease_id = :lease")
                .param("lease", lease.id())
                .query(BigDecimal.class)
                .single();
    }

    /** Attempts whose outcome is not known. */
    protected long openAttempts() {
        return owner().sql("select count(*) from launch_attempt where settled_at is null")
                .query(Long.class)
                .single();
    }
}
