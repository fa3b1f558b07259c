package io.burstlease.cluster;

import java.util.List;

/** What a host needs to join: a bootstrap token, the way to the API server, and its client certificate approved. */
public interface Joining {

    /** Where a host finds the API server, and the pin of its CA. Read once from the client's own configuration. */
    ApiServer apiServer();

    /** Makes the token's Secret, or makes it again with the same value and the new expiry. Idempotent. */
    void putToken(BootstrapToken token);

    /** Removes the token's Secret; absent is fine. Authentication may go on for some seconds. */
    void eraseToken(String tokenId);

    /**
     * Client-certificate requests of kubelets that are still undecided and were made with a token of ours (user
     * {@code system:bootstrap:<tokenId>}).
     */
    List<CertificateRequest> undecided();

    /** Approves with a reason; deciding one that is decided already, or is not there any more, changes nothing. */
    void approve(CertificateRequest request, String reason);

    /** Denies with a reason, otherwise as {@link #approve}. */
    void deny(CertificateRequest request, String reason);
}
