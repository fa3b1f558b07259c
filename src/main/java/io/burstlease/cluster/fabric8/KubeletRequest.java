package io.burstlease.cluster.fabric8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * What a PKCS#10 request asks to be called.
 *
 * @param exact true when the subject is one common name of a node and the one organisation of nodes, and neither a
 *     subject alternative name nor any other extension is asked for
 */
record KubeletRequest(String nodeName, boolean exact) {

    private static final String PREFIX = "system:node:";
    private static final Pattern DNS_SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final KubeletRequest UNREADABLE = new KubeletRequest("", false);

    /** Of the PEM that a CertificateSigningRequest carries; what cannot be read is a request for no name. */
    static KubeletRequest read(byte[] pem) {
        try (PemReader reader = new PemReader(new StringReader(new String(pem, StandardCharsets.US_ASCII)))) {
            PemObject block = reader.readPemObject();
            if (block == null || !block.getType().endsWith("CERTIFICATE REQUEST")) {
                return UNREADABLE;
            }
            return of(CertificationRequest.getInstance(block.getContent()).getCertificationRequestInfo());
        } catch (IOException | RuntimeException e) { // the parser meets a stranger's bytes with whatever it has
            return UNREADABLE;
        }
    }

    private static KubeletRequest of(CertificationRequestInfo info) {
        List<String> commonNames = new ArrayList<>();
        List<String> organisations = new ArrayList<>();
        boolean nothingElse = !asksForExtensions(info);
        for (AttributeTypeAndValue part : parts(info.getSubject())) {
            ASN1ObjectIdentifier type = part.getType();
            String value = IETFUtils.valueToString(part.getValue());
            if (type.equals(BCStyle.CN)) {
                commonNames.add(plain(part.getValue(), value));
            } else if (type.equals(BCStyle.O)) {
                organisations.add(plain(part.getValue(), value));
            } else {
                nothingElse = false;
            }
        }
        Optional<String> name = nodeName(commonNames);
        return new KubeletRequest(
                name.orElse(""), name.isPresent() && organisations.equals(List.of("system:nodes")) && nothingElse);
    }

    private static Optional<String> nodeName(List<String> commonNames) {
        return commonNames.stream()
                .filter(name -> commonNames.size() == 1 && name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .filter(name ->
                        name.length() <= 253 && DNS_SUBDOMAIN.matcher(name).matches())
                .findFirst();
    }

    private static List<AttributeTypeAndValue> parts(X500Name subject) {
        List<AttributeTypeAndValue> parts = new ArrayList<>();
        for (RDN rdn : subject.getRDNs()) {
            parts.addAll(List.of(rdn.getTypesAndValues()));
        }
        return parts;
    }

    /** The value as it is, where IETFUtils would escape it for a distinguished name. */
    private static String plain(ASN1Encodable value, String escaped) {
        return value instanceof org.bouncycastle.asn1.ASN1String string ? string.getString() : escaped;
    }

    private static boolean asksForExtensions(CertificationRequestInfo info) {
        if (info.getAttributes() == null) {
            return false;
        }
        for (ASN1Encodable encoded : info.getAttributes()) {
            if (Attribute.getInstance(encoded).getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
                return true;
            }
        }
        return false;
    }
}
