package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.client.ApiException;
import io.burstlease.client.model.Adoption;
import io.burstlease.client.model.AdoptionRequest;
import io.burstlease.client.model.Decision;
import io.burstlease.client.model.Host;
import io.burstlease.client.model.HostToAdopt;
import io.burstlease.client.model.Lease;
import io.burstlease.client.model.ReleaseRequest;
import io.burstlease.testing.Poll;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * The database is restored from a backup while the cloud went on: a lease that it holds for ACTIVE was released since,
 * and another was bought that it knows nothing of. Nothing is bought, drained or deleted until an operator has seen it;
 * then all hosts are accounted for.
 */
class RestoredIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Long enough for hosts to be proven gone, and for whoever would replace them to have tried. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final SandboxProcess sandbox = new SandboxProcess("restored", "");

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void a_restored_database_changes_nothing_until_an_operator_has_seen_what_it_forgot() throws Exception {
        Lease released = active();
        Path backup = backup();
        giveBack(released.getId());
        Lease forgotten = active();
        Set<String> instances = instances(forgotten);
        restore(backup);

        CloudView cloud = new CloudView(sandbox.cloudUrl());
        User oscar = User.of(sandbox, "oscar");
        Poll.until("the standstill", PATIENCE, () -> sweep(oscar).has("standstill"));
        assertThat(sweep(oscar).path("items").valueStream().map(RestoredIT::shown))
                .containsExactlyInAnyOrderElementsOf(instances.stream()
                        .map(instance -> "UNKNOWN_LAUNCH " + instance)
                        .toList());
        assertThat(state(released)).isEqualTo(Lease.StateEnum.ACTIVE);
        assertThat(Poll.atMost(LONG_ENOUGH, () -> !cloud.effects().isEmpty()))
                .as("something was changed: %s", cloud.effects())
                .isFalse();

        giveBackLater(released.getId());
        assertThat(oscar.raw("POST", "/v1/sweeps/accept", "{\"reason\": \"restored from last night's backup\"}")
                        .status())
                .isEqualTo(200);
        Leases.await(User.of(sandbox, "bob"), released.getId(), Lease.StateEnum.RELEASED, PATIENCE);
        assertThat(cloud.effects()).doesNotContainKey("RunInstances");
        assertThat(cloud.alive()).containsAll(instances);

        String adopted = adopted(oscar, instances);
        assertThat(sweep(oscar).path("items").isEmpty()).isTrue();
        giveBack(adopted);
        assertThat(cloud.alive()).doesNotContainAnyElementsOf(instances);
        assertThat(cloud.effects()).doesNotContainKey("RunInstances");
    }

    private Lease active() throws ApiException {
        User bob = User.of(sandbox, "bob");
        Lease asked = bob.leases().applyForLease(Leases.ofTwoA10(), null, null);
        User.of(sandbox, "alice").approvals().approveLease(asked.getId(), "*", new Decision(), null);
        Leases.await(bob, asked.getId(), Lease.StateEnum.ACTIVE, PATIENCE);
        return bob.leases().getLease(asked.getId(), null);
    }

    private void giveBack(String lease) throws ApiException {
        giveBackLater(lease);
        Leases.await(User.of(sandbox, "bob"), lease, Lease.StateEnum.RELEASED, PATIENCE);
    }

    private void giveBackLater(String lease) throws ApiException {
        User.of(sandbox, "bob").leases().releaseLease(lease, "*", new ReleaseRequest().reason("done"), null, null);
    }

    private Lease.StateEnum state(Lease lease) throws ApiException {
        return User.of(sandbox, "bob").leases().getLease(lease.getId(), null).getState();
    }

    private Set<String> instances(Lease lease) throws ApiException {
        return User.of(sandbox, "bob").hosts().listLeaseHosts(lease.getId(), null).getItems().stream()
                .map(Host::getInstance)
                .collect(Collectors.toSet());
    }

    private Path backup() throws IOException, InterruptedException {
        sandbox.stop();
        Path backup = sandbox.databaseFolder().resolveSibling("backup");
        copy(sandbox.databaseFolder(), backup);
        sandbox.startAgain();
        return backup;
    }

    private void restore(Path backup) throws IOException, InterruptedException {
        sandbox.stop();
        FileSystemUtils.deleteRecursively(sandbox.databaseFolder());
        copy(backup, sandbox.databaseFolder());
        sandbox.startAgain();
    }

    /** With its rights: PostgreSQL starts on no folder that others may read. */
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Process copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
    }

    /** The lease that has them now. */
    private static String adopted(User oscar, Set<String> instances) throws ApiException {
        Adoption asked = oscar.hosts()
                .adoptHosts(
                        new AdoptionRequest()
                                .hosts(instances.stream().map(RestoredIT::wish).toList()),
                        false,
                        null);
        Poll.until("they are adopted", PATIENCE, () -> {
            Adoption.StateEnum state = read(oscar, asked).getState();
            if (state == Adoption.StateEnum.REFUSED) {
                throw new AssertionError("refused: " + read(oscar, asked));
            }
            return state == Adoption.StateEnum.ADOPTED;
        });
        return String.valueOf(read(oscar, asked).getHosts().getFirst().getLease());
    }

    private static HostToAdopt wish(String instance) {
        return new HostToAdopt()
                .instanceId(instance)
                .team("vtraining")
                .project("llm")
                .owner("bob")
                .purpose("Forgotten by the database")
                .hostClass("a10-1x")
                .term("PT2H")
                .grace("PT1M");
    }

    private static Adoption read(User oscar, Adoption adoption) {
        try {
            return oscar.hosts().getAdoption(adoption.getId());
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode sweep(User oscar) {
        return oscar.raw("GET", "/v1/sweeps", null).json();
    }

    private static String shown(JsonNode item) {
        return item.path("kind").asString() + " " + item.path("instance").asString();
    }
}
