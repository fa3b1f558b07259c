package io.burstlease.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class ClusterSettingsCheckTests {

    @TempDir
    Path folder;

    @Test
    void a_whole_kubeconfig_has_no_fault() {
        try (ScriptedApi api = new ScriptedApi(folder)) {
            assertThat(faults(api.kubeconfig(), null, null)).isEmpty();
        }
    }

    @Test
    void no_kubeconfig_outside_a_cluster_is_a_fault_that_names_the_property() {
        assertThat(new ClusterSettingsCheck().faults(new MockEnvironment()))
                .singleElement()
                .asString()
                .contains("burstlease.cluster.kubeconfig");
    }

    @Test
    void in_a_pod_the_way_of_joining_hosts_must_be_said() throws IOException {
        Optional<ServiceAccount> account = account();

        assertThat(faults(null, null, null, account))
                .singleElement()
                .asString()
                .contains("burstlease.cluster.join-endpoint");
        assertThat(faults(null, null, "10.0.0.10:6443", account)).isEmpty();
        assertThat(faults(null, "other", "10.0.0.10:6443", account))
                .singleElement()
                .asString()
                .contains("burstlease.cluster.context");
    }

    @Test
    void in_a_pod_the_token_is_read_anew_because_the_kubelet_changes_it() throws IOException {
        ServiceAccount account = account().orElseThrow();
        Files.writeString(folder.resolve("token"), "second\n");

        assertThat(account.token()).isEqualTo("second");
        assertThat(account.server()).isEqualTo("https://10.96.0.1:443");
    }

    @Test
    void a_file_that_is_not_there_and_one_that_is_no_kubeconfig_are_faults() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "{ not: [yaml");

        assertThat(faults(folder.resolve("absent"), null, null))
                .singleElement()
                .asString()
                .contains("absent");
        assertThat(faults(wrong, null, null)).singleElement().asString().contains("burstlease.cluster.kubeconfig");
    }

    @Test
    void an_unknown_context_is_a_fault() {
        try (ScriptedApi api = new ScriptedApi(folder)) {
            assertThat(faults(api.kubeconfig(), "elsewhere", null))
                    .singleElement()
                    .asString()
                    .contains("burstlease.cluster.context", "elsewhere");
        }
    }

    @Test
    void a_cluster_without_its_ca_is_a_fault_because_hosts_pin_it() throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("no-ca"), """
                apiVersion: v1
                kind: Config
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: c}}]
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: c, user: {token: t}}]
                """);

        assertThat(faults(kubeconfig, null, null)).containsExactly(ClusterSettingsCheck.NO_CA);
    }

    @Test
    void all_faults_are_named_at_once() {
        ClusterSettings settings = new ClusterSettings(
                folder.resolve("absent"),
                null,
                "no port",
                "system:masters",
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));

        assertThat(ClusterSettingsCheck.faults(settings, Optional.empty()))
                .hasSize(4)
                .anyMatch(fault -> fault.contains("burstlease.cluster.kubeconfig"))
                .anyMatch(fault -> fault.contains("burstlease.cluster.join-endpoint"))
                .anyMatch(fault -> fault.contains("burstlease.cluster.bootstrap-group"))
                .anyMatch(fault -> fault.contains("burstlease.cluster.connect-timeout"));
    }

    @Test
    void a_setting_that_is_no_duration_is_named() {
        MockEnvironment environment = new MockEnvironment().withProperty("burstlease.cluster.request-timeout", "soon");

        assertThat(new ClusterSettingsCheck().faults(environment))
                .singleElement()
                .asString()
                .contains("burstlease.cluster.request-timeout");
    }

    private Optional<ServiceAccount> account() throws IOException {
        Files.writeString(folder.resolve("token"), "first\n");
        return ServiceAccount.in(folder, "10.96.0.1", "443");
    }

    private static List<String> faults(@Nullable Path kubeconfig, @Nullable String context, @Nullable String endpoint) {
        return faults(kubeconfig, context, endpoint, Optional.empty());
    }

    private static List<String> faults(
            @Nullable Path kubeconfig,
            @Nullable String context,
            @Nullable String endpoint,
            Optional<ServiceAccount> account) {
        ClusterSettings settings = new ClusterSettings(
                kubeconfig,
                context,
                endpoint,
                "system:bootstrappers:burstlease",
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5));
        return ClusterSettingsCheck.faults(settings, account);
    }
}
