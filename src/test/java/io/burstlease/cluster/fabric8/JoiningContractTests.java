package io.burstlease.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.cluster.ApiServer;
import io.burstlease.cluster.BootstrapToken;
import io.burstlease.cluster.CertificateRequest;
import io.burstlease.cluster.Joining;
import io.burstlease.testing.Poll;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoiningContractTests {

    private static final Instant EXPIRY = Instant.parse("2099-01-01T00:00:00Z");

    private TestCluster cluster;
    private Fabric8Cluster service;
    private Joining joining;
    private BootstrapToken token;

    @BeforeAll
    void start(@TempDir Path folder) {
        cluster = TestCluster.start(folder);
        service = cluster.service();
        joining = service.joining();
    }

    @BeforeEach
    void aToken() {
        token = new BootstrapToken(
                TestCluster.random(6), TestCluster.random(16), EXPIRY, cluster.bootstrapGroup(), cluster.run());
    }

    @AfterEach
    void noToken() {
        joining.eraseToken(token.id());
    }

    @AfterAll
    void stop() {
        service.close();
        cluster.close();
    }

    @Test
    void a_joining_host_is_told_the_clusters_own_address_pin_and_version() {
        ApiServer server = joining.apiServer();

        URI configured = URI.create(cluster.admin().getConfiguration().getMasterUrl());
        assertThat(server.endpoint()).startsWith(configured.getHost() + ":");
        assertThat(server.caCertHash()).matches("sha256:[0-9a-f]{64}");
        assertThat(server.kubernetesVersion()).startsWith("v1.");
    }

    @Test
    void the_pin_is_the_one_the_cluster_itself_counts() {
        String counted =
                cluster.emulatedOr("it does not publish the hash of its CA").caCertHash();

        assertThat(joining.apiServer().caCertHash()).isEqualTo(counted);
    }

    @Test
    void a_token_is_stored_as_kubeadm_wants_it_and_made_again_with_a_new_expiry() {
        joining.putToken(token);
        Secret first = secret();

        joining.putToken(new BootstrapToken(
                token.id(), token.secret(), EXPIRY.plus(1, ChronoUnit.HOURS), token.group(), token.description()));

        assertThat(first.getType()).isEqualTo("bootstrap.kubernetes.io/token");
        assertThat(value(first, "token-id")).isEqualTo(token.id());
        assertThat(value(first, "token-secret")).isEqualTo(token.secret());
        assertThat(value(first, "expiration")).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(value(first, "usage-bootstrap-authentication")).isEqualTo("true");
        assertThat(value(first, "usage-bootstrap-signing")).isEqualTo("true");
        assertThat(value(first, "auth-extra-groups")).isEqualTo(cluster.bootstrapGroup());
        assertThat(value(secret(), "expiration")).isEqualTo("2099-01-01T01:00:00Z");
        assertThat(value(secret(), "token-secret")).isEqualTo(token.secret());
    }

    @Test
    void an_erased_token_is_gone_and_erasing_it_again_is_fine() {
        joining.putToken(token);

        joining.eraseToken(token.id());
        joining.eraseToken(token.id());

        assertThat(cluster.admin()
                        .secrets()
                        .inNamespace("kube-system")
                        .withName("bootstrap-token-" + token.id())
                        .get())
                .isNull();
    }

    @Test
    void a_kubelets_request_is_seen_approved_once_and_signed() {
        joining.putToken(token);
        CertificateSigningRequest asked = ask("kubelet.csr", List.of("digital signature", "client auth"));

        CertificateRequest seen = seen(asked).orElseThrow();
        assertThat(seen.tokenId()).isEqualTo(token.id());
        assertThat(seen.nodeName()).isEqualTo("cn-shanghai.i-abc");
        assertThat(seen.wellFormed()).isTrue();

        joining.approve(seen, "host 1 of launch 1");
        joining.approve(seen, "host 1 of launch 1");
        joining.deny(seen, "too late");

        assertThat(decisions(asked)).containsExactly("Approved");
        assertThat(seen(asked)).isEmpty();
        Poll.until(
                "the certificate is signed",
                TestCluster.SOON,
                () -> fresh(asked).getStatus().getCertificate() != null);
    }

    @Test
    void a_request_for_more_is_seen_as_such_and_denied() {
        joining.putToken(token);
        CertificateSigningRequest asked = ask("two-organisations.csr", List.of("digital signature", "client auth"));

        CertificateRequest seen = seen(asked).orElseThrow();
        assertThat(seen.wellFormed()).isFalse();

        joining.deny(seen, "not a kubelet's client certificate");

        assertThat(decisions(asked)).containsExactly("Denied");
        assertThat(seen(asked)).isEmpty();
    }

    @Test
    void nobody_else_approves_what_our_tokens_ask_for() {
        joining.putToken(token);
        CertificateSigningRequest asked = ask("kubelet.csr", List.of("digital signature", "client auth"));

        assertThat(Poll.atMost(
                        java.time.Duration.ofSeconds(2), () -> !decisions(asked).isEmpty()))
                .isFalse();
    }

    @Test
    void a_request_that_is_gone_is_nothing_to_decide() {
        CertificateRequest gone = new CertificateRequest(cluster.run() + "-gone", "u", token.id(), "n", true);

        joining.approve(gone, "late");
        joining.deny(gone, "late");

        assertThat(joining.undecided()).extracting(CertificateRequest::name).doesNotContain(gone.name());
    }

    @Test
    void a_request_of_another_groups_token_is_not_ours_to_decide() {
        String other = "system:bootstrappers:" + cluster.run() + "-other";
        cluster.make(TokenSecret.of(new BootstrapToken(token.id(), token.secret(), EXPIRY, other, "other"), other));
        cluster.make(new io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(cluster.run() + "-other")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "system:node-bootstrapper")
                .addNewSubject("rbac.authorization.k8s.io", "Group", other, null)
                .build());

        CertificateSigningRequest asked = ask("kubelet.csr", List.of("digital signature", "client auth"));

        assertThat(seen(asked)).isEmpty();
    }

    @Test
    void the_service_may_write_tokens_but_read_no_secret_of_the_clusters() {
        try (KubernetesClient client = cluster.bearer(cluster.token(cluster.run()))) {
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(
                            () -> client.secrets().inNamespace("kube-system").list())
                    .extracting(KubernetesClientException::getCode)
                    .isEqualTo(403);
        }
    }

    private CertificateSigningRequest ask(String file, List<String> usages) {
        CertificateSigningRequest csr = new CertificateSigningRequestBuilder()
                .withNewMetadata()
                .withName(cluster.run() + "-" + TestCluster.random(5))
                .endMetadata()
                .withNewSpec()
                .withSignerName("kubernetes.io/kube-apiserver-client-kubelet")
                .withUsages(usages)
                .withRequest(Base64.getEncoder().encodeToString(Fixtures.bytes(file)))
                .endSpec()
                .build();
        try (KubernetesClient host = cluster.bearer(token.id() + "." + token.secret())) {
            Poll.until("the host's request is taken", TestCluster.SOON, () -> taken(host, csr) != null);
        }
        return cluster.remember(fresh(csr));
    }

    /** A new token and its group's rights take a moment to be known to every part of a real API server. */
    private static @Nullable CertificateSigningRequest taken(KubernetesClient host, CertificateSigningRequest csr) {
        try {
            return host.resource(csr).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 401 || e.getCode() == 403) {
                return null;
            }
            throw e;
        }
    }

    private Optional<CertificateRequest> seen(CertificateSigningRequest asked) {
        return joining.undecided().stream()
                .filter(request -> request.uid().equals(asked.getMetadata().getUid()))
                .findFirst();
    }

    private List<String> decisions(CertificateSigningRequest asked) {
        var status = fresh(asked).getStatus();
        return status == null
                ? List.of()
                : status.getConditions().stream()
                        .map(condition -> condition.getType())
                        .toList();
    }

    private CertificateSigningRequest fresh(CertificateSigningRequest asked) {
        return cluster.admin().resource(asked).get();
    }

    private Secret secret() {
        return cluster.admin()
                .secrets()
                .inNamespace("kube-system")
                .withName("bootstrap-token-" + token.id())
                .get();
    }

    private static String value(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }
}
