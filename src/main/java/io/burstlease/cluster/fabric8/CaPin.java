package io.burstlease.cluster.fabric8;

import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The cluster CA as kubeadm pins it: SHA-256 of the DER SubjectPublicKeyInfo. */
final class CaPin {

    private CaPin() {}

    /** Of a bundle, the first certificate counts; empty where the client trusts the machine's own store. */
    static Optional<String> of(Config config) throws IOException, GeneralSecurityException {
        String data = config.getCaCertData();
        if (data != null && !data.isBlank()) {
            return Optional.of(of(Base64.getMimeDecoder().decode(data)));
        }
        String file = config.getCaCertFile();
        return file == null || file.isBlank() ? Optional.empty() : Optional.of(of(Files.readAllBytes(Path.of(file))));
    }

    static String of(byte[] pem) throws GeneralSecurityException {
        Certificate ca = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        byte[] spki = ca.getPublicKey().getEncoded();
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(spki));
    }
}
