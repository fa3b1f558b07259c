package io.burstlease.sandbox.cluster;

import io.burstlease.sandbox.cluster.auth.Pem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Requests that the client makes otherwise or not at all: certificates as a kubelet asks for them, and plain puts. */
final class Requests {

    private Requests() {}

    static String base64(String subject) throws GeneralSecurityException, IOException, OperatorCreationException {
        return base64(subject, Pem.newEcKey());
    }

    static String base64(String subject, KeyPair keys) throws IOException, OperatorCreationException {
        String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()))
                .getEncoded();
        String pem = Pem.write("CERTIFICATE REQUEST", der);
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    static String subject(String base64) throws GeneralSecurityException {
        String pem = new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
        return Pem.certificate(pem).getSubjectX500Principal().getName();
    }

    /** A put of the object as it stands; the client's own {@code update} fills in the revision that it finds first. */
    static <T extends HasMetadata> T replace(KubernetesClient client, String path, T object) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) object.getClass();
        return client.getKubernetesSerialization().unmarshal(client.raw(path, "PUT", object), type);
    }
}
