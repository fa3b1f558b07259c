package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.CertificateRequest;
import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequest;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestBuilder;
import io.fabric8.kubernetes.api.model.certificates.v1.CertificateSigningRequestSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificate requests of kubelets that came with a token of ours: reading them, and deciding them once. */
final class CertificateDecision {

    private static final String RESOURCE = "certificatesigningrequests.certificates.k8s.io";
    private static final String SIGNER = "kubernetes.io/kube-apiserver-client-kubelet";
    private static final Pattern TOKEN_USER = Pattern.compile("system:bootstrap:([a-z0-9]{6})");
    private static final Set<String> USAGES = Set.of("digital signature", "key encipherment", "client auth");
    private static final Set<String> NEEDED = Set.of("digital signature", "client auth");
    private static final int ATTEMPTS = 5;

    private final KubernetesClient client;
    private final String ourGroup;

    CertificateDecision(KubernetesClient client, String ourGroup) {
        this.client = client;
        this.ourGroup = ourGroup;
    }

    /** Of our group and still open, whatever they ask for: one that asks for more than it should is to be denied. */
    List<CertificateRequest> undecided() {
        ApiCall call = ApiCall.of("list", RESOURCE, "of " + SIGNER);
        return Pages.<CertificateSigningRequest>all(
                        call,
                        options -> client.certificates()
                                .v1()
                                .certificateSigningRequests()
                                .list(options))
                .stream()
                .filter(csr -> !decided(csr) && ours(csr.getSpec()))
                .map(CertificateDecision::read)
                .toList();
    }

    /** The condition is added to the request as just read; a write in between answers 409 and is looked at again. */
    void decide(CertificateRequest request, String decision, String reason) {
        for (int attempt = 1; ; attempt++) {
            CertificateSigningRequest csr = fresh(request.name());
            if (csr == null || !csr.getMetadata().getUid().equals(request.uid()) || decided(csr)) {
                return;
            }
            try {
                write(csr, decision, reason);
                return;
            } catch (ClusterException e) {
                if (e.family() != Family.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private @Nullable CertificateSigningRequest fresh(String name) {
        return ApiCall.of("get", RESOURCE, name)
                .run(() -> client.certificates()
                        .v1()
                        .certificateSigningRequests()
                        .withName(name)
                        .get());
    }

    private void write(CertificateSigningRequest csr, String decision, String reason) {
        CertificateSigningRequest decided = new CertificateSigningRequestBuilder(csr)
                .editOrNewStatus()
                .addNewCondition()
                .withType(decision)
                .withStatus("True")
                .withReason("Burstlease" + decision)
                .withMessage(reason)
                .endCondition()
                .endStatus()
                .build();
        String name = csr.getMetadata().getName();
        ApiCall.of("update", RESOURCE + "/approval", name)
                .run(() -> client.raw(
                        "/apis/certificates.k8s.io/v1/certificatesigningrequests/" + name + "/approval",
                        "PUT",
                        decided));
    }

    private boolean ours(CertificateSigningRequestSpec spec) {
        return SIGNER.equals(spec.getSignerName())
                && TOKEN_USER.matcher(String.valueOf(spec.getUsername())).matches()
                && spec.getGroups().contains(ourGroup);
    }

    private static boolean decided(CertificateSigningRequest csr) {
        return csr.getStatus() != null
                && csr.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Approved".equals(condition.getType()) || "Denied".equals(condition.getType()));
    }

    static CertificateRequest read(CertificateSigningRequest csr) {
        CertificateSigningRequestSpec spec = csr.getSpec();
        KubeletRequest asked = KubeletRequest.read(decoded(spec.getRequest()));
        Matcher user = TOKEN_USER.matcher(String.valueOf(spec.getUsername()));
        boolean usages =
                USAGES.containsAll(spec.getUsages()) && spec.getUsages().containsAll(NEEDED);
        return new CertificateRequest(
                csr.getMetadata().getName(),
                csr.getMetadata().getUid(),
                user.matches() ? user.group(1) : "",
                asked.nodeName(),
                asked.exact() && usages && SIGNER.equals(spec.getSignerName()));
    }

    private static byte[] decoded(String request) {
        try {
            return Base64.getDecoder().decode(request);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
