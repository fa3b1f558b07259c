package io.burstlease.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxPortsTests {

    private final Map<String, String> given = new HashMap<>();

    private SandboxPorts ports() {
        return SandboxPorts.read(given::get);
    }

    @Test
    void what_is_empty_counts_as_not_given() {
        SandboxPorts usual = ports();
        given.put("sandbox.port", "");
        given.put("sandbox.folder", " ");
        given.put("sandbox.cloud-url", "");

        assertThat(ports()).isEqualTo(usual);
        assertThat(usual.service()).isEqualTo(8080);
        assertThat(usual.folder()).isEqualTo(Path.of(".sandbox").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536", "1e3"})
    void what_is_no_port_is_refused_by_name(String text) {
        given.put("sandbox.oidc-port", text);

        assertThatThrownBy(this::ports).hasMessageContaining("-Dsandbox.oidc-port=" + text + " is no port");
    }

    @Test
    void all_ports_that_are_taken_are_named_with_what_to_do() throws IOException {
        try (ServerSocket one = taken("sandbox.port");
                ServerSocket two = taken("sandbox.cluster-port");
                ServerSocket free = taken("sandbox.oidc-port");
                ServerSocket also = taken("sandbox.cloud-port")) {
            free.close();
            also.close();

            assertThatThrownBy(() -> ports().mustBeFree())
                    .isInstanceOf(SandboxRefusal.class)
                    .hasMessageContaining("port %d is taken".formatted(one.getLocalPort()))
                    .hasMessageContaining("-Dsandbox.port=")
                    .hasMessageContaining("port %d is taken".formatted(two.getLocalPort()))
                    .hasMessageContaining("-Dsandbox.cluster-port=")
                    .hasMessageNotContaining("oidc-port")
                    .hasMessageNotContaining("cloud-port");
        }
    }

    @Test
    void the_port_of_a_part_that_runs_elsewhere_is_not_needed() throws IOException {
        try (ServerSocket cloud = taken("sandbox.cloud-port");
                ServerSocket cluster = taken("sandbox.cluster-port");
                ServerSocket service = taken("sandbox.port");
                ServerSocket oidc = taken("sandbox.oidc-port")) {
            service.close();
            oidc.close();
            given.put("sandbox.cloud-url", "http://127.0.0.1:" + cloud.getLocalPort());
            given.put("sandbox.kubeconfig", "of-port-" + cluster.getLocalPort());

            assertThatCode(() -> ports().mustBeFree()).doesNotThrowAnyException();
        }
    }

    private ServerSocket taken(String property) throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        given.put(property, Integer.toString(socket.getLocalPort()));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home/li/burstlease/.sandbox/kube.config", "/tmp/a-b_c/1.2"})
    void a_plain_path_is_shown_as_it_is(String path) {
        assertThat(Welcome.quoted(path)).isEqualTo(path);
    }

    @Test
    void a_path_that_a_shell_would_split_is_quoted() {
        assertThat(Welcome.quoted("/home/li ming/it's")).isEqualTo("'/home/li ming/it'\\''s'");
    }
}
