package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;

/** Who may do what: bootstrap tokens, certificates, RBAC. */
interface AccessContract extends Contract {

    private String random(int length) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, length);
    }

    private Instant inAnHour() {
        return InstantSource.system().instant().plus(Duration.ofHours(1));
    }

    private Resource<CertificateSigningRequest> requests(KubernetesClient as, String name) {
        return as.certificates().v1().certificateSigningRequests().withName(name);
    }

    private CertificateSigningRequest request(String name, String signer, String usage)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        return new CertificateSigningRequestBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withSignerName(signer)
                .withRequest(Requests.base64("O=system:nodes,CN=system:node:" + name))
                .withUsages("digital signature", "key encipherment", usage)
                .endSpec()
                .build();
    }

    private void deleteToken(String id) {
        client().secrets()
                .inNamespace("kube-system")
                .withName("bootstrap-token-" + id)
                .delete();
    }

    private void approve(String name) {
        client().certificates()
                .v1()
                .certificateSigningRequests()
                .withName(name)
                .approve(new CertificateSigningRequestConditionBuilder()
                        .withType("Approved")
                        .withStatus("True")
                        .withReason("Contract")
                        .withMessage("approved by the contract")
                        .build());
    }

    @Test
    default void a_bootstrap_token_signs_in_may_ask_for_a_certificate_and_is_signed_when_approved() throws Exception {
        String id = random(6);
        String secret = random(16);
        client().resource(Samples.aBootstrapToken(
                        id, secret, inAnHour(), "system:bootstrappers:contract,system:bootstrappers:burstlease"))
                .create();
        client().resource(Bindings.groupToClusterRole(
                        "contract-" + mark(), "system:bootstrappers:contract", "system:node-bootstrapper"))
                .create();
        String name = "contract-client-" + mark();
        try (KubernetesClient bootstrap = cluster().withToken(id + "." + secret)) {
            Await.until(
                    "the token may create requests",
                    () -> bootstrap
                                    .resource(
                                            request(name, "kubernetes.io/kube-apiserver-client-kubelet", "client auth"))
                                    .create()
                            != null);
            CertificateSigningRequest asked = requests(bootstrap, name).get();
            assertThat(asked.getSpec().getUsername()).isEqualTo("system:bootstrap:" + id);
            assertThat(asked.getSpec().getGroups())
                    .contains("system:bootstrappers", "system:bootstrappers:contract", "system:authenticated");
            assertThat(asked.getStatus().getCertificate()).isNull();

            assertCannotListSecrets(bootstrap, id);
            approve(name);
            Await.until(
                    "a certificate",
                    () -> requests(bootstrap, name).get().getStatus().getCertificate() != null);
            assertThat(Requests.subject(
                            requests(bootstrap, name).get().getStatus().getCertificate()))
                    .contains("CN=system:node:" + name, "O=system:nodes");
        } finally {
            requests(client(), name).delete();
            deleteToken(id);
            client().rbac().clusterRoleBindings().withName("contract-" + mark()).delete();
        }
    }

    private static void assertCannotListSecrets(KubernetesClient bootstrap, String id) {
        Status refused = Samples.refusal(
                403, () -> bootstrap.secrets().inNamespace("kube-system").list());
        assertThat(refused.getReason()).isEqualTo("Forbidden");
        assertThat(refused.getMessage())
                .contains("system:bootstrap:" + id)
                .contains("cannot list resource \"secrets\"");
    }

    @Test
    default void a_token_that_never_was_and_one_that_has_expired_do_not_sign_in() {
        try (KubernetesClient stranger = cluster().withToken("zzzzzz.0000000000000000")) {
            Status refused = Samples.refusal(401, () -> stranger.nodes().list());
            assertThat(refused.getReason()).isEqualTo("Unauthorized");
        }
        String id = random(6);
        String secret = random(16);
        client().resource(Samples.aBootstrapToken(
                        id, secret, inAnHour().minus(Duration.ofHours(2)), "system:bootstrappers:contract"))
                .create();
        try (KubernetesClient late = cluster().withToken(id + "." + secret)) {
            Samples.refusal(401, () -> late.nodes().list());
            Await.until(
                    "the token cleaner has taken it",
                    Duration.ofSeconds(60),
                    () -> client().secrets()
                                    .inNamespace("kube-system")
                                    .withName("bootstrap-token-" + id)
                                    .get()
                            == null);
        } finally {
            deleteToken(id);
        }
    }

    @Test
    default void a_deleted_token_stops_signing_in_within_half_a_minute() {
        String id = random(6);
        String secret = random(16);
        client().resource(Samples.aBootstrapToken(id, secret, inAnHour(), "system:bootstrappers:contract"))
                .create();
        try (KubernetesClient holder = cluster().withToken(id + "." + secret)) {
            Await.until("it signs in", () -> {
                Samples.refusal(403, () -> holder.nodes().list());
                return true;
            });
            deleteToken(id);
            Await.until("it is unknown", Duration.ofSeconds(30), () -> {
                Samples.refusal(401, () -> holder.nodes().list());
                return true;
            });
        } finally {
            deleteToken(id);
        }
    }

    @Test
    default void cluster_info_is_signed_for_a_live_token() {
        String id = random(6);
        client().resource(Samples.aBootstrapToken(id, random(16), inAnHour(), "system:bootstrappers:contract"))
                .create();
        try {
            Await.until(
                    "its signature",
                    () -> client().configMaps()
                            .inNamespace("kube-public")
                            .withName("cluster-info")
                            .get()
                            .getData()
                            .containsKey("jws-kubeconfig-" + id));
        } finally {
            deleteToken(id);
        }
    }

    @Test
    default void a_serving_certificate_is_approved_by_nobody() throws Exception {
        String name = "contract-serving-" + mark();
        client().resource(request(name, "kubernetes.io/kubelet-serving", "server auth"))
                .create();
        String seen = "contract-follows-" + mark();
        // An administrator may ask for a node's certificate, and gets it unasked; so has the earlier one been looked
        // at.
        client().resource(request(seen, "kubernetes.io/kube-apiserver-client-kubelet", "client auth"))
                .create();
        Await.until(
                "the later one is signed",
                () -> requests(client(), seen).get().getStatus().getCertificate() != null);
        assertThat(requests(client(), name).get().getStatus().getConditions()).isEmpty();
        requests(client(), name).delete();
        requests(client(), seen).delete();
    }

    @Test
    default void rbac_grants_what_a_role_says_and_names_what_is_missing() {
        String account = "reader";
        client().resource(Bindings.serviceAccount(namespace(), account)).create();
        client().resource(Bindings.role(namespace(), account, "configmaps", "get", "list"))
                .create();
        client().resource(Bindings.toRole(namespace(), account)).create();
        String token = Bindings.token(client(), namespace(), account);
        try (KubernetesClient reader = cluster().withToken(token)) {
            Await.until(
                    "the role is in force",
                    () -> reader.configMaps().inNamespace(namespace()).list() != null);
            Status verb = Samples.refusal(
                    403,
                    () -> reader.resource(Samples.aConfigMap(namespace(), "denied", Map.of()))
                            .create());
            assertThat(verb.getMessage())
                    .contains("system:serviceaccount:" + namespace() + ":" + account)
                    .contains("cannot create resource \"configmaps\"")
                    .contains(namespace());
            Samples.refusal(
                    403, () -> reader.configMaps().inNamespace("kube-system").list());
            Samples.refusal(403, () -> reader.nodes().list());
            assertThat(review(reader, "get").getStatus().getAllowed()).isTrue();
            assertThat(review(reader, "delete").getStatus().getAllowed()).isFalse();
        }
    }

    private SelfSubjectAccessReview review(KubernetesClient as, String verb) {
        return as.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withNamespace(namespace())
                        .withResource("configmaps")
                        .withVerb(verb)
                        .endResourceAttributes()
                        .endSpec()
                        .build());
    }
}
