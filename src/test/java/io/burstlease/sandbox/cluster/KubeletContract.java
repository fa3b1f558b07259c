package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.sandbox.cluster.auth.Pem;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.security.KeyPair;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;

/** What a kubelet may do with its certificate, and what it may not. */
interface KubeletContract extends Contract {

    private Resource<CertificateSigningRequest> request(String name) {
        return client().certificates().v1().certificateSigningRequests().withName(name);
    }

    @Test
    default void a_kubelet_patches_its_own_status_and_cannot_get_it_nor_set_restricted_labels() throws Exception {
        String name = "contract-kubelet-" + mark();
        Node other =
                client().resource(Samples.aNode("contract-another-" + mark())).create();
        KeyPair keys = Pem.newRsaKey();
        String certificate = signedFor(name, keys);
        try (KubernetesClient kubelet = cluster().withCertificate(certificate, keys.getPrivate())) {
            Node node = Samples.aNode(name);
            node.getMetadata().getLabels().put("node-restriction.kubernetes.io/team", "mine");
            Status label = Samples.refusal(403, () -> kubelet.resource(node).create());
            assertThat(label.getMessage()).contains("node-restriction.kubernetes.io/team");
            node.getMetadata().getLabels().remove("node-restriction.kubernetes.io/team");
            kubelet.resource(node).create();

            String status = "/api/v1/nodes/" + name + "/status";
            Samples.refusal(403, () -> kubelet.raw(status));
            kubelet.nodes()
                    .withName(name)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"status\":{\"phase\":\"Running\"}}");
            Samples.refusal(
                    403,
                    () -> kubelet.nodes()
                            .withName(other.getMetadata().getName())
                            .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}"));
            Samples.refusal(403, () -> kubelet.resource(node).delete());
        } finally {
            client().nodes().withName(name).delete();
            client().resource(other).delete();
            request(name).delete();
        }
    }

    /** The certificate of a node's kubelet, which an administrator gets unasked. */
    private String signedFor(String node, KeyPair keys) throws IOException, OperatorCreationException {
        client().resource(new CertificateSigningRequestBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .endMetadata()
                        .withNewSpec()
                        .withSignerName("kubernetes.io/kube-apiserver-client-kubelet")
                        .withRequest(Requests.base64("O=system:nodes,CN=system:node:" + node, keys))
                        .withUsages("digital signature", "key encipherment", "client auth")
                        .endSpec()
                        .build())
                .create();
        Await.until("a certificate", () -> request(node).get().getStatus().getCertificate() != null);
        return request(node).get().getStatus().getCertificate();
    }
}
