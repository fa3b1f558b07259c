package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.auth.CertificateAuthority;
import io.burstlease.sandbox.cluster.auth.Pem;
import io.burstlease.sandbox.cluster.host.UserData.JoinConfiguration;
import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import tools.jackson.databind.node.ObjectNode;

/** The steps of {@code kubeadm join}, up to the kubelet's own certificate. */
final class Join {

    private static final String INFO = "/api/v1/namespaces/kube-public/configmaps/cluster-info";
    private static final String CONFIG = "/api/v1/namespaces/kube-system/configmaps/";
    private static final String REQUESTS = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final JoinConfiguration config;
    private final Duration patience;

    Join(JoinConfiguration config, Duration patience) {
        this.config = config;
        this.patience = patience;
    }

    /** What a joined host keeps on its disk. */
    record Credentials(String endpoint, String authority, String certificate, String key) {

        ApiConnection connect() {
            try {
                return ApiConnection.withCertificate(
                        endpoint,
                        ApiConnection.certificate(authority),
                        ApiConnection.certificate(certificate),
                        Pem.privateKey(key, "EC"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Credentials run() throws IOException, InterruptedException {
        X509Certificate authority = discover();
        try (ApiConnection api = ApiConnection.withToken(config.endpoint(), authority, config.token())) {
            api.get(CONFIG + "kubeadm-config").orThrow();
            api.get(CONFIG + "kubelet-config").orThrow();
            refuseTaken(api);
            KeyPair keys = Pem.newEcKey();
            String certificate = requested(api, keys);
            return new Credentials(
                    config.endpoint(), Pem.certificate(authority), certificate, Pem.privateKey(keys.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new JoinFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Reads cluster-info, checks that the token signed it and that its authority is the pinned one. */
    private X509Certificate discover() throws IOException, InterruptedException {
        ObjectNode info;
        try (ApiConnection api = ApiConnection.untrusting(config.endpoint())) {
            info = api.get(INFO).orThrow();
        }
        String kubeconfig = Json.text(info, "data", "kubeconfig");
        String id = config.token().split("\\.", 2)[0];
        String signature = Json.text(info, "data", "jws-kubeconfig-" + id);
        if (!signed(kubeconfig, signature)) {
            throw new JoinFailure("token id \"" + id + "\" is invalid for this cluster or it has expired: no valid JWS"
                    + " found in cluster-info");
        }
        ObjectNode parsed = Json.documents(kubeconfig).getFirst();
        String data = Json.text(parsed.path("clusters").path(0), "cluster", "certificate-authority-data");
        String pem = new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
        X509Certificate authority = ApiConnection.certificate(pem);
        if (!config.caHashes().contains(CertificateAuthority.publicKeyHash(authority))) {
            throw new JoinFailure(
                    "cluster CA found in cluster-info ConfigMap is invalid: none of the public keys are" + " pinned");
        }
        return authority;
    }

    private boolean signed(String kubeconfig, String signature) {
        String[] parts = signature.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String payload = encoder.encodeToString(kubeconfig.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(config.token().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] expected = mac.doFinal((parts[0] + "." + payload).getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(expected, Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuseTaken(ApiConnection api) throws IOException, InterruptedException {
        ApiConnection.Answer answer = api.get("/api/v1/nodes/" + config.nodeName());
        if (answer.code() == 404) {
            return;
        }
        ObjectNode node = answer.orThrow();
        boolean ready = Json.objects(node, "status", "conditions")
                .anyMatch(each -> Json.text(each, "type").equals("Ready")
                        && Json.text(each, "status").equals("True"));
        if (ready) {
            throw new JoinFailure("a Node with name \"" + config.nodeName()
                    + "\" and status \"Ready\" already exists in the cluster");
        }
    }

    private String requested(ApiConnection api, KeyPair keys)
            throws GeneralSecurityException, IOException, InterruptedException {
        ObjectNode request = Json.of("apiVersion", "certificates.k8s.io/v1", "kind", "CertificateSigningRequest");
        Json.meta(request).put("generateName", "csr-");
        ObjectNode spec = request.putObject("spec");
        spec.put("signerName", "kubernetes.io/kube-apiserver-client-kubelet");
        spec.put("request", Base64.getEncoder().encodeToString(pem(keys).getBytes(StandardCharsets.US_ASCII)));
        spec.set("usages", Json.array("digital signature", "client auth"));
        String name = Json.name(api.post(REQUESTS, request).orThrow());
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            ObjectNode now = api.get(REQUESTS + "/" + name).orThrow();
            String certificate = Json.text(now, "status", "certificate");
            if (!certificate.isEmpty()) {
                return new String(Base64.getDecoder().decode(certificate), StandardCharsets.US_ASCII);
            }
            refuseDenied(now);
            Thread.sleep(LOOK_AGAIN);
        }
        throw new JoinFailure("timed out waiting for the kubelet to perform the TLS bootstrap");
    }

    private static void refuseDenied(ObjectNode request) {
        Json.objects(request, "status", "conditions")
                .filter(each -> !Json.text(each, "type").equals("Approved"))
                .findFirst()
                .ifPresent(each -> {
                    throw new JoinFailure("certificate signing request is " + Json.text(each, "type"));
                });
    }

    private String pem(KeyPair keys) throws GeneralSecurityException, IOException {
        try {
            X500Name subject = new X500Name("O=system:nodes,CN=system:node:" + config.nodeName());
            var builder = new JcaPKCS10CertificationRequestBuilder(subject, keys.getPublic());
            var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
            return Pem.write("CERTIFICATE REQUEST", signed.getEncoded());
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
