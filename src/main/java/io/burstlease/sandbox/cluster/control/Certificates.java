package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.auth.Access;
import io.burstlease.sandbox.cluster.auth.CertificateAuthority;
import io.burstlease.sandbox.cluster.auth.Identity;
import io.burstlease.sandbox.cluster.auth.Pem;
import io.burstlease.sandbox.cluster.auth.Rbac;
import io.burstlease.sandbox.cluster.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import tools.jackson.databind.node.ObjectNode;

/**
 * Approves what a stock cluster approves, and signs what is approved. Serving certificates are approved by nobody here;
 * a first client certificate only where RBAC lets the requester ask for one.
 */
final class Certificates implements Controller {

    private static final String RESOURCE = "certificatesigningrequests.certificates.k8s.io";
    private static final String CLIENT = "kubernetes.io/kube-apiserver-client-kubelet";
    private static final String SERVING = "kubernetes.io/kubelet-serving";
    private static final String ANY_CLIENT = "kubernetes.io/kube-apiserver-client";

    private final ClusterView view;
    private final CertificateAuthority authority;
    private final Rbac rbac;

    Certificates(ClusterView view, CertificateAuthority authority) {
        this.view = view.as("certificate-controller");
        this.authority = authority;
        this.rbac = new Rbac(view.registry().store());
    }

    @Override
    public void reconcile() {
        for (ObjectNode request : view.items(RESOURCE)) {
            boolean open = Json.text(request, "status", "certificate").isEmpty() && !decided(request, "Failed");
            if (open && decided(request, "Approved") && !decided(request, "Denied")) {
                sign(request);
            } else if (open && !decided(request, "Denied")) {
                approve(request);
            }
        }
    }

    private static boolean decided(ObjectNode request, String type) {
        return Json.objects(request, "status", "conditions")
                .anyMatch(each -> Json.text(each, "type").equals(type));
    }

    private void approve(ObjectNode request) {
        if (!Json.text(request, "spec", "signerName").equals(CLIENT)
                || parsed(request).isEmpty()) {
            return;
        }
        PKCS10CertificationRequest asked = parsed(request).get();
        Identity who = new Identity(Json.text(request, "spec", "username"), Json.texts(request, "spec", "groups"));
        boolean self = part(asked, "CN").equals(List.of(who.user()));
        String sub = self ? "selfnodeclient" : "nodeclient";
        Access access = new Access("create", "certificates.k8s.io", "certificatesigningrequests/" + sub, "", "", "");
        if (nodeClient(asked) && rbac.allows(who, access)) {
            view.update(
                    RESOURCE,
                    request,
                    "approval",
                    current -> view.condition(
                            Json.child(current, "status"),
                            "Approved",
                            "True",
                            "AutoApproved",
                            "Auto approving kubelet client certificate after SubjectAccessReview."));
        }
    }

    private static boolean nodeClient(PKCS10CertificationRequest asked) {
        return part(asked, "O").equals(List.of("system:nodes"))
                && part(asked, "CN").stream().anyMatch(name -> name.startsWith("system:node:"));
    }

    private static List<String> part(PKCS10CertificationRequest asked, String type) {
        X500Name subject = asked.getSubject();
        return Arrays.stream(subject.getRDNs(type.equals("CN") ? BCStyle.CN : BCStyle.O))
                .map(each -> IETFUtils.valueToString(each.getFirst().getValue()))
                .map(text -> text.replace("\\", ""))
                .toList();
    }

    private static Optional<PKCS10CertificationRequest> parsed(ObjectNode request) {
        try {
            byte[] pem = Base64.getDecoder().decode(Json.text(request, "spec", "request"));
            return Optional.of(new PKCS10CertificationRequest(Pem.read(new String(pem, StandardCharsets.US_ASCII))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void sign(ObjectNode request) {
        String signer = Json.text(request, "spec", "signerName");
        Optional<PKCS10CertificationRequest> asked = parsed(request);
        boolean ours = List.of(CLIENT, SERVING, ANY_CLIENT).contains(signer);
        if (!ours) {
            return;
        }
        if (asked.isEmpty() || (signer.equals(CLIENT) && !nodeClient(asked.get()))) {
            view.status(
                    RESOURCE,
                    request,
                    status -> view.condition(
                            status,
                            "Failed",
                            "True",
                            "SignerValidationFailure",
                            "subject organization is not system:nodes"));
            return;
        }
        try {
            PublicKey key = new JcaPEMKeyConverter().getPublicKey(asked.get().getSubjectPublicKeyInfo());
            String pem = Pem.certificate(authority.client(asked.get().getSubject(), key, view.now()));
            String encoded = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
            view.status(RESOURCE, request, status -> status.put("certificate", encoded));
        } catch (IOException | GeneralSecurityException e) {
            view.status(
                    RESOURCE,
                    request,
                    status -> view.condition(
                            status, "Failed", "True", "SignerValidationFailure", String.valueOf(e.getMessage())));
        }
    }
}
