package io.burstlease.cluster;

/**
 * A kubelet's request for its client certificate.
 *
 * @param tokenId id of the bootstrap token that asked
 * @param nodeName the name it asks for: common name without {@code system:node:}
 * @param wellFormed signer, organisation, common name and usages are those of a kubelet client and nothing more
 */
public record CertificateRequest(String name, String uid, String tokenId, String nodeName, boolean wellFormed) {}
