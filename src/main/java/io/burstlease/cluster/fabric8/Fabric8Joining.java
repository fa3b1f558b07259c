package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.ApiServer;
import io.burstlease.cluster.BootstrapToken;
import io.burstlease.cluster.CertificateRequest;
import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.burstlease.cluster.Joining;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

final class Fabric8Joining implements Joining {

    private static final int ATTEMPTS = 3;
    private static final String SECRETS = "/api/v1/namespaces/" + TokenSecret.NAMESPACE + "/secrets";

    private final KubernetesClient client;
    private final ClusterSettings settings;
    private final JoinPoint joinPoint;
    private final CertificateDecision decision;

    Fabric8Joining(KubernetesClient client, ClusterSettings settings) {
        this.client = client;
        this.settings = settings;
        this.joinPoint = JoinPoint.of(client.getConfiguration(), settings);
        this.decision = new CertificateDecision(client, settings.bootstrapGroup());
    }

    @Override
    public ApiServer apiServer() {
        ApiCall call = ApiCall.of("get", "/version", "");
        var version = call.run(client::getKubernetesVersion);
        if (version == null || version.getGitVersion() == null) {
            throw call.untrustworthy("a version without gitVersion");
        }
        return new ApiServer(joinPoint.endpoint(), joinPoint.caCertHash(), version.getGitVersion());
    }

    /**
     * Creates, and where it exists replaces the whole Secret. Neither needs leave to read Secrets, which in kube-system
     * would be leave to read everybody's.
     */
    @Override
    public void putToken(BootstrapToken token) {
        Secret secret = TokenSecret.of(token, settings.bootstrapGroup());
        for (int attempt = 1; ; attempt++) {
            if (did("create", "POST", SECRETS, secret, Family.CONFLICT, attempt)
                    || did("update", "PUT", path(token.id()), secret, Family.GONE, attempt)) {
                return;
            }
        }
    }

    /** The client's own update() would read the Secret first. */
    private boolean did(String verb, String method, String path, Secret secret, Family expected, int attempt) {
        try {
            ApiCall.of(verb, "secrets", path).run(() -> client.raw(path, method, secret));
            return true;
        } catch (ClusterException e) {
            if (e.family() != expected || attempt == ATTEMPTS) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void eraseToken(String tokenId) {
        String path = path(tokenId);
        try {
            ApiCall.of("delete", "secrets", path).run(() -> client.raw(path, "DELETE", null));
        } catch (ClusterException e) {
            if (e.family() != Family.GONE) {
                throw e;
            }
        }
    }

    @Override
    public List<CertificateRequest> undecided() {
        return decision.undecided();
    }

    @Override
    public void approve(CertificateRequest request, String reason) {
        decision.decide(request, "Approved", reason);
    }

    @Override
    public void deny(CertificateRequest request, String reason) {
        decision.decide(request, "Denied", reason);
    }

    private static String path(String tokenId) {
        return SECRETS + "/" + TokenSecret.name(tokenId);
    }
}
