package io.burstlease.cluster;

/**
 * The API server as a joining host sees it.
 *
 * @param endpoint {@code host:port}
 * @param caCertHash {@code sha256:<hex>} of the CA's public key, as kubeadm pins it
 */
public record ApiServer(String endpoint, String caCertHash, String kubernetesVersion) {}
