package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.client.ApiException;
import io.burstlease.client.model.Adoption;
import io.burstlease.client.model.AdoptionRequest;
import io.burstlease.client.model.Host;
import io.burstlease.client.model.HostCost;
import io.burstlease.client.model.HostToAdopt;
import io.burstlease.client.model.Lease;
import io.burstlease.client.model.LeaseCost;
import io.burstlease.client.model.ReleaseRequest;
import io.burstlease.testing.Poll;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/**
 * A host that was bought in the cloud's console and joined with kubeadm becomes a lease's, serves, goes and is billed.
 */
@ExtendWith(SharedSandbox.class)
class AdoptionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String NODE = "gpu-old-1";
    private static final Set<Adoption.StateEnum> OVER = Set.of(Adoption.StateEnum.ADOPTED, Adoption.StateEnum.REFUSED);

    @Test
    void a_host_bought_by_hand_is_adopted_released_and_billed(SandboxProcess sandbox) throws ApiException {
        User oscar = User.of(sandbox, "oscar");
        User bob = User.of(sandbox, "bob");
        User fiona = User.of(sandbox, "fiona");
        CloudView cloud = new CloudView(sandbox.cloudUrl());
        String instance = boughtByHand(sandbox);
        int bought = cloud.alive().size();

        Adoption asked = oscar.hosts().adoptHosts(wish(instance), false, null);
        Poll.until("the adoption is over", PATIENCE, () -> OVER.contains(state(oscar, asked)));
        assertThat(oscar.hosts().getAdoption(asked.getId()).getState())
                .as("%s", oscar.hosts().getAdoption(asked.getId()))
                .isEqualTo(Adoption.StateEnum.ADOPTED);

        Host host = bob.hosts()
                .getHost(
                        oscar.hosts()
                                .getAdoption(asked.getId())
                                .getHosts()
                                .getFirst()
                                .getHost(),
                        null);
        Leases.await(bob, host.getLease(), Lease.StateEnum.ACTIVE, PATIENCE);
        Poll.until("the host is READY", PATIENCE, () -> read(bob, host.getId()).getState() == Host.StateEnum.READY);
        Lease lease = bob.leases().getLease(host.getLease(), null);
        assertThat(lease.getOwner()).isEqualTo("bob");
        assertThat(read(bob, host.getId()).getSeenReleaseAt()).isAfter(lease.getHardEndsAt());
        assertThat(cloud.alive()).hasSize(bought);

        bob.leases()
                .releaseLease(lease.getId(), Leases.version(lease), new ReleaseRequest().reason("done"), null, null);
        Leases.await(bob, lease.getId(), Lease.StateEnum.RELEASED, PATIENCE);
        assertThat(cloud.alive()).doesNotContain(instance);
        assertThat(nodeIsThere(sandbox)).isFalse();

        ledgerHoldsTheBillFromTheAdoptionOn(fiona, cloud, lease, instance);
    }

    private static AdoptionRequest wish(String instance) {
        return new AdoptionRequest()
                .hosts(List.of(new HostToAdopt()
                        .instanceId(instance)
                        .nodeName(NODE)
                        .team("vtraining")
                        .project("llm")
                        .owner("bob")
                        .purpose("Bought for the spring run")
                        .hostClass("a10-1x")
                        .term("PT2H")
                        .grace("PT1M")));
    }

    /** What the cloud bills for the time before is nobody's here. */
    private static void ledgerHoldsTheBillFromTheAdoptionOn(User fiona, CloudView cloud, Lease lease, String instance)
            throws ApiException {
        Poll.until(
                "everything is metered",
                PATIENCE,
                () -> cost(fiona, lease.getId()).getMeteredUntil() == null);
        LeaseCost cost = cost(fiona, lease.getId());
        Instant adoptedAt = lease.getActivatedAt().toInstant();
        BigDecimal billed = cloud.billSince(instance, adoptedAt);

        assertThat(cost.getHosts()).extracting(HostCost::getInstance).containsExactly(instance);
        HostCost host = cost.getHosts().getFirst();
        assertThat(new BigDecimal(host.getAmount().getAmount()).subtract(billed).abs())
                .as("%s on the ledger, %s on the bill since %s", host.getAmount(), billed, adoptedAt)
                .isLessThanOrEqualTo(new BigDecimal(host.getUncertainty().getAmount()));
        assertThat(billed).isPositive().isLessThan(cloud.bill().get(instance));
    }

    private static String boughtByHand(SandboxProcess sandbox) {
        try (KubernetesClient client = client(sandbox)) {
            String answer = client.raw("/sandbox/hand-bought", "POST", """
                    {"InstanceType": "ecs.gn7i-c32g1.8xlarge", "HostName": "%s", "SystemDisk.Size": "200",
                     "DataDisk.1.Size": "500"}""".formatted(NODE));
            Poll.until("the host has joined", PATIENCE, () -> nodeIsReady(client));
            return new JsonMapper()
                    .readTree(answer)
                    .path("InstanceIdSets")
                    .path("InstanceIdSet")
                    .path(0)
                    .asString();
        }
    }

    private static boolean nodeIsReady(KubernetesClient client) {
        Node node = client.nodes().withName(NODE).get();
        return node != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Ready")
                                && each.getStatus().equals("True"));
    }

    private static boolean nodeIsThere(SandboxProcess sandbox) {
        try (KubernetesClient client = client(sandbox)) {
            return client.nodes().withName(NODE).get() != null;
        }
    }

    private static KubernetesClient client(SandboxProcess sandbox) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(sandbox.adminKubeconfig().toFile()))
                .build();
    }

    private static Adoption.StateEnum state(User user, Adoption adoption) {
        try {
            return user.hosts().getAdoption(adoption.getId()).getState();
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Host read(User user, String host) {
        try {
            return user.hosts().getHost(host, null);
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LeaseCost cost(User user, String lease) {
        try {
            return user.costs().getLeaseCost(lease, null);
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }
}
