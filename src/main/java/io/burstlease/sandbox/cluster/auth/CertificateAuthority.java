package io.burstlease.sandbox.cluster.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The cluster's own certificate authority, kept in a folder so that kubeconfigs stay valid. */
public final class CertificateAuthority {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    /** The authority and the server outlive any clock a test may set. */
    private static final Instant EVER_FROM = Instant.parse("2020-01-01T00:00:00Z");

    private static final Instant EVER_TO = Instant.parse("2049-12-30T00:00:00Z");
    private static final X500Name ISSUER = new X500Name("CN=kubernetes");
    private static final Duration CLIENT_LIFE = Duration.ofDays(365);

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final SecureRandom random = new SecureRandom();

    private CertificateAuthority(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** The authority of the folder, made on first use. */
    public static CertificateAuthority in(Path folder) {
        Path certificate = folder.resolve("ca.crt");
        Path key = folder.resolve("ca.key");
        try {
            if (!Files.exists(certificate)) {
                KeyPair pair = Pem.newEcKey();
                X509v3CertificateBuilder made = builder(BigInteger.ONE, EVER_FROM, EVER_TO, ISSUER, pair.getPublic());
                made.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
                made.addExtension(
                        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
                Files.writeString(key, Pem.privateKey(pair.getPrivate()));
                Files.writeString(certificate, Pem.certificate(signed(made, pair.getPrivate())));
            }
            return new CertificateAuthority(
                    Pem.privateKey(Files.readString(key), "EC"), Pem.certificate(Files.readString(certificate)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make the cluster's certificate authority", e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public String pem() {
        try {
            return Pem.certificate(certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a join pins: {@code sha256:} and the hex digest of the authority's public key. */
    public String publicKeyHash() {
        return publicKeyHash(certificate);
    }

    public static String publicKeyHash(X509Certificate authority) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(authority.getPublicKey().getEncoded());
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A serving certificate for loopback and the names a cluster's API server bears. */
    public X509Certificate server(PublicKey subject) {
        try {
            X509v3CertificateBuilder made =
                    builder(serial(), EVER_FROM, EVER_TO, new X500Name("CN=kube-apiserver"), subject);
            List<GeneralName> names = List.of(
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.iPAddress, "::1"),
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.dNSName, "kubernetes"),
                    new GeneralName(GeneralName.dNSName, "kubernetes.default"),
                    new GeneralName(GeneralName.dNSName, "kubernetes.default.svc"));
            made.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            made.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            return signed(made, key);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make the serving certificate", e);
        }
    }

    /** A client certificate of one year from now. */
    public X509Certificate client(X500Name subject, PublicKey subjectKey, Instant now) {
        try {
            Instant from = now.minus(Duration.ofMinutes(5));
            X509v3CertificateBuilder made = builder(serial(), from, from.plus(CLIENT_LIFE), subject, subjectKey);
            made.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            made.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return signed(made, key);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign a client certificate", e);
        }
    }

    private BigInteger serial() {
        return new BigInteger(120, random).add(BigInteger.TWO);
    }

    private static X509v3CertificateBuilder builder(
            BigInteger serial, Instant from, Instant to, X500Name subject, PublicKey key) {
        return new X509v3CertificateBuilder(
                ISSUER,
                serial,
                new Time(new DERUTCTime(UTC.format(from))),
                new Time(new DERUTCTime(UTC.format(to))),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
