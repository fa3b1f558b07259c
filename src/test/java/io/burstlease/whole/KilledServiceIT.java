package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.client.ApiException;
import io.burstlease.client.model.Decision;
import io.burstlease.client.model.Host;
import io.burstlease.client.model.Lease;
import io.burstlease.testing.Poll;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cloud runs as a process of its own and holds a purchase while the service is killed: whatever it did by then, the
 * lease ends up with the hosts asked for, and the cloud with none besides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledServiceIT {

    private static final Duration TO_ACTIVE = Duration.ofMinutes(3);

    private final int cloudPort = SandboxProcess.free();
    private final CloudView cloud = new CloudView("http://127.0.0.1:" + cloudPort);
    private Process cloudProcess;
    private SandboxProcess sandbox;

    @BeforeAll
    void the_cloud_is_a_process_of_its_own() throws IOException {
        cloudProcess = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.burstlease.sandbox.cloud.CloudProcess",
                        "--port",
                        Integer.toString(cloudPort))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        sandbox = new SandboxProcess("killed", "http://127.0.0.1:" + cloudPort);
    }

    @AfterAll
    void stop() {
        sandbox.close();
        cloudProcess.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-effect", "after-effect", "after-reply"})
    void a_purchase_outlives_the_death_of_the_service(String point) throws ApiException {
        Set<String> before = cloud.alive();
        cloud.hold("RunInstances", point);
        Lease asked = User.of(sandbox, "bob").leases().applyForLease(Leases.ofTwoA10(), null, null);
        User.of(sandbox, "alice").approvals().approveLease(asked.getId(), "*", new Decision(), null);
        Poll.until("the purchase is held " + point, Duration.ofMinutes(1), () -> cloud.heldCalls() > 0);
        sandbox.kill();
        cloud.release();
        sandbox.startAgain();

        User bob = User.of(sandbox, "bob");
        Leases.await(bob, asked.getId(), Lease.StateEnum.ACTIVE, TO_ACTIVE);
        List<Host> hosts = bob.hosts().listLeaseHosts(asked.getId(), null).getItems();
        Set<String> bought = cloud.alive();
        bought.removeAll(before);
        assertThat(hosts.stream().map(Host::getInstance).collect(Collectors.toSet()))
                .hasSize(2)
                .isEqualTo(bought);
    }
}
