package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.client.ApiException;
import io.burstlease.client.model.Burst;
import io.burstlease.client.model.BurstRequest;
import io.burstlease.client.model.CostReport;
import io.burstlease.client.model.Decision;
import io.burstlease.client.model.Host;
import io.burstlease.client.model.HostCost;
import io.burstlease.client.model.Lease;
import io.burstlease.client.model.LeaseCost;
import io.burstlease.client.model.Money;
import io.burstlease.client.model.ReleaseRequest;
import io.burstlease.client.model.Renewal;
import io.burstlease.client.model.RenewalRequest;
import io.burstlease.testing.Poll;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSandbox.class)
class LeaseLifeIT {

    private static final String LEASE_LABEL = "node-restriction.kubernetes.io/burstlease-lease";

    /** What the issue promises of the sandbox is 30 s; a loaded machine gets more before the test gives up. */
    private static final Duration TO_ACTIVE = Duration.ofSeconds(90);

    /** Of an hour. */
    private static final BigDecimal HALF_MINUTES = BigDecimal.valueOf(120);

    private static final Duration TO_RELEASED = Duration.ofSeconds(120);

    @Test
    void a_lease_lives_its_whole_life(SandboxProcess sandbox) throws ApiException {
        User bob = User.of(sandbox, "bob");
        User alice = User.of(sandbox, "alice");
        User fiona = User.of(sandbox, "fiona");
        CloudView cloud = new CloudView(sandbox.cloudUrl());

        Lease asked = bob.leases().applyForLease(Leases.ofTwoA10(), "life-apply", null);
        assertThat(asked.getState()).isEqualTo(Lease.StateEnum.REQUESTED);
        assertThat(alice.approvals().listApprovals().getItems())
                .anySatisfy(waiting -> assertThat(waiting.getLease().getId()).isEqualTo(asked.getId()));
        alice.approvals().approveLease(asked.getId(), Leases.version(asked), new Decision().reason("fits"), null);
        Leases.await(bob, asked.getId(), Lease.StateEnum.ACTIVE, TO_ACTIVE);

        List<Host> hosts = bob.hosts().listLeaseHosts(asked.getId(), null).getItems();
        assertThat(hosts)
                .hasSize(2)
                .allSatisfy(host -> assertThat(host.getState()).isEqualTo(Host.StateEnum.READY));
        nodesAreDressed(sandbox, asked.getId());

        renewed(bob, alice, asked.getId());

        // Of a host that lived for seconds the uncertainty of its two ends would be most of what it cost.
        Poll.until(
                "the hosts have cost half a minute",
                TO_ACTIVE,
                () -> hosts.stream()
                        .allMatch(host -> cloud.bill()
                                        .get(host.getInstance())
                                        .compareTo(amount(host.getHourlyPrice()).divide(HALF_MINUTES, RoundingMode.UP))
                                > 0));
        Lease active = bob.leases().getLease(asked.getId(), null);
        bob.leases()
                .releaseLease(asked.getId(), Leases.version(active), new ReleaseRequest().reason("done"), null, null);
        Leases.await(bob, asked.getId(), Lease.StateEnum.RELEASED, TO_RELEASED);
        assertThat(cloud.alive())
                .doesNotContainAnyElementsOf(
                        hosts.stream().map(Host::getInstance).toList());
        assertThat(nodesOf(sandbox, asked.getId())).isEmpty();

        ledgerHoldsTheBill(fiona, cloud, asked.getId(), hosts);
    }

    @Test
    void a_platform_gets_gpus_at_once_inside_its_teams_standing_limit(SandboxProcess sandbox) throws ApiException {
        User platform = User.of(sandbox, "vtraining-platform");
        BurstRequest request = new BurstRequest()
                .jobId("job-1")
                .team("vtraining")
                .project("llm")
                .gpus(1)
                .gpuModel("A10")
                .term("PT1H")
                .grace("PT1M");
        Burst burst = platform.bursts().askForBurst(request, "burst-1", null);
        Burst again = platform.bursts().askForBurst(request, "burst-2", null);
        assertThat(again.getId()).isEqualTo(burst.getId());
        Leases.await(platform, burst.getLease(), Lease.StateEnum.ACTIVE, TO_ACTIVE);
        assertThat(platform.bursts().getBurst(burst.getId(), null).getUsable()).isTrue();
        assertThat(burst.getSchedulingHints().getNodeSelector()).containsEntry(LEASE_LABEL, burst.getLease());

        platform.bursts().endBurst(burst.getId(), null);
        Leases.await(platform, burst.getLease(), Lease.StateEnum.RELEASED, TO_RELEASED);
    }

    @Test
    void an_approved_lease_that_is_cancelled_leaves_nothing_behind(SandboxProcess sandbox) throws ApiException {
        User bob = User.of(sandbox, "bob");
        User alice = User.of(sandbox, "alice");
        Lease asked = bob.leases().applyForLease(Leases.ofTwoA10(), null, null);
        alice.approvals().approveLease(asked.getId(), "*", new Decision(), null);
        User.Answer answer = bob.raw(
                "POST", "/v1/leases/" + asked.getId() + "/cancel", "{\"reason\":\"changed my mind\"}", "If-Match", "*");
        assertThat(answer.status()).isEqualTo(200);
        Poll.until("the lease is over", TO_RELEASED, () -> Leases.isOver(bob, asked.getId()));
        assertThat(bob.hosts().listLeaseHosts(asked.getId(), null).getItems())
                .allSatisfy(host -> assertThat(host.getState()).isEqualTo(Host.StateEnum.GONE));
    }

    private static void renewed(User bob, User alice, String lease) throws ApiException {
        Renewal wanted = bob.renewals()
                .requestRenewal(lease, new RenewalRequest().term("PT2H").reason("one more epoch"), null, null);
        assertThat(wanted.getNewEndsAt()).isEqualTo(wanted.getOldEndsAt().plusHours(2));
        alice.approvals().approveRenewal(lease, wanted.getId(), "*", new Decision().reason("fits"), null);
        Poll.until("the renewal is in force", TO_ACTIVE, () -> {
            try {
                return bob.renewals().getRenewal(lease, wanted.getId(), null).getState() == Renewal.StateEnum.IN_FORCE;
            } catch (ApiException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(bob.hosts().listLeaseHosts(lease, null).getItems())
                .allSatisfy(host -> assertThat(host.getSeenReleaseAt()).isAfterOrEqualTo(wanted.getNewEndsAt()));
    }

    private static void nodesAreDressed(SandboxProcess sandbox, String lease) {
        assertThat(nodesOf(sandbox, lease)).hasSize(2).allSatisfy(node -> {
            assertThat(node.getStatus().getAllocatable().get("nvidia.com/gpu").getAmount())
                    .isEqualTo("1");
            assertThat(node.getSpec().getProviderID())
                    .isEqualTo(node.getMetadata().getName());
            assertThat(node.getSpec().getTaints())
                    .anySatisfy(taint -> assertThat(taint.getValue()).isEqualTo(lease))
                    .noneSatisfy(taint -> assertThat(taint.getKey()).isEqualTo("burstlease.io/joining"));
        });
    }

    private static List<Node> nodesOf(SandboxProcess sandbox, String lease) {
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(sandbox.adminKubeconfig().toFile()))
                .build()) {
            return client.nodes().withLabel(LEASE_LABEL, lease).list().getItems();
        }
    }

    /** Per host: the ledger may be off by its price over the time that its two ends leave open, and by no more. */
    private static void ledgerHoldsTheBill(User fiona, CloudView cloud, String lease, List<Host> hosts)
            throws ApiException {
        Poll.until("everything is metered", TO_ACTIVE, () -> cost(fiona, lease).getMeteredUntil() == null);
        LeaseCost cost = cost(fiona, lease);
        Map<String, BigDecimal> bill = cloud.bill();
        assertThat(cost.getUnpriced()).isEmpty();
        assertThat(cost.getHosts())
                .extracting(HostCost::getInstance)
                .containsExactlyInAnyOrderElementsOf(
                        hosts.stream().map(Host::getInstance).toList());
        assertThat(cost.getHosts()).allSatisfy(host -> {
            BigDecimal billed = bill.get(host.getInstance());
            assertThat(billed).isPositive();
            assertThat(amount(host.getAmount()).subtract(billed).abs())
                    .as("%s: %s on the ledger, %s on the bill", host.getInstance(), host.getAmount(), billed)
                    .isLessThanOrEqualTo(amount(host.getUncertainty()));
            assertThat(amount(host.getUncertainty())).isLessThan(billed);
        });
        BigDecimal metered = amount(cost.getTotal());
        assertThat(cost.getHosts().stream()
                        .map(host -> amount(host.getAmount()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(metered);
        assertThat(cost.getSpentOn().stream()
                        .map(row -> amount(row.getAmount()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(metered);

        CostReport report = fiona.costs().getCosts(List.of("HOST"), null, null, null, null, lease, null);
        assertThat(report.getRows()).hasSameSizeAs(hosts);
        assertThat(amount(report.getTotal())).isEqualByComparingTo(metered);
    }

    private static BigDecimal amount(Money money) {
        return new BigDecimal(money.getAmount());
    }

    private static LeaseCost cost(User user, String lease) {
        try {
            return user.costs().getLeaseCost(lease, null);
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }
}
