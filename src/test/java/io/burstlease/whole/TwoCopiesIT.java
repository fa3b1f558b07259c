package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.client.ApiException;
import io.burstlease.client.model.Decision;
import io.burstlease.client.model.Host;
import io.burstlease.client.model.Lease;
import io.burstlease.testing.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two copies of the service share a database, a cloud and a cluster. One has a purchase in hand that the cloud has made
 * and not answered, and is lost: the other goes on with it, and buys nothing a second time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoCopiesIT {

    /** What is promised of a copy that is lost at any instant. */
    private static final Duration RESUMED = Duration.ofSeconds(30);

    private static final Duration TO_ACTIVE = Duration.ofMinutes(3);
    private static final String LAUNCH = "launch";

    /** The world, and who takes requests; its own service runs nothing. */
    private final SandboxProcess sandbox = new SandboxProcess("copies", "", "burstlease.workflow.enabled=false");

    private List<ServiceCopy> copies = List.of();

    @BeforeEach
    void two() {
        copies = List.of(new ServiceCopy(sandbox, "one"), new ServiceCopy(sandbox, "other"));
        copies.forEach(ServiceCopy::awaitReady);
    }

    @AfterEach
    void none() {
        copies.forEach(ServiceCopy::close);
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @Test
    void what_a_killed_copy_had_in_hand_another_goes_on_with() throws ApiException {
        lost(ServiceCopy::kill, copy -> {});
    }

    @Test
    void a_copy_that_hung_meanwhile_changes_nothing_when_it_wakes() throws ApiException {
        lost(ServiceCopy::hang, ServiceCopy::goOn);
    }

    private void lost(Consumer<ServiceCopy> loss, Consumer<ServiceCopy> back) throws ApiException {
        CloudView cloud = new CloudView(sandbox.cloudUrl());
        Set<String> before = cloud.alive();
        cloud.hold("RunInstances", "after-effect");
        Lease asked = User.of(sandbox, "bob").leases().applyForLease(Leases.ofTwoA10(), null, null);
        User.of(sandbox, "alice").approvals().approveLease(asked.getId(), "*", new Decision(), null);
        Poll.until("the purchase is held", Duration.ofMinutes(1), () -> cloud.heldCalls() > 0);
        ServiceCopy holder = holder();

        loss.accept(holder);
        Poll.until(
                "another copy has the purchase in hand",
                RESUMED,
                () -> !owner().isEmpty() && !owner().equals(holder.name()));
        cloud.release();
        back.accept(holder);

        User bob = User.of(sandbox, "bob");
        Leases.await(bob, asked.getId(), Lease.StateEnum.ACTIVE, TO_ACTIVE);
        List<Host> hosts = bob.hosts().listLeaseHosts(asked.getId(), null).getItems();
        Set<String> bought = cloud.alive();
        bought.removeAll(before);
        assertThat(hosts.stream().map(Host::getInstance).collect(Collectors.toSet()))
                .hasSize(2)
                .isEqualTo(bought);
    }

    private ServiceCopy holder() {
        String owner = owner();
        return copies.stream()
                .filter(copy -> copy.name().equals(owner))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody has the purchase in hand"));
    }

    /** Which copy has the purchase in hand; empty for none. */
    private String owner() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(sandbox.databaseUrl());
        database.setUser("burstlease_owner");
        database.setPassword("sandbox");
        return JdbcClient.create(database)
                .sql("select coalesce(max(claimed_by), '') from errand where name = :name and state <> 'DONE'")
                .param("name", LAUNCH)
                .query(String.class)
                .single();
    }
}
