package io.burstlease.sandbox.cloud.sign;

import io.burstlease.sandbox.cloud.action.Refusal;
import io.burstlease.sandbox.cloud.world.AccessKey;
import io.burstlease.sandbox.cloud.world.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says whose key signed a request, or refuses it. */
public final class Authentication {

    private final Account account;
    private final Nonces nonces = new Nonces();

    public Authentication(Account account) {
        this.account = account;
    }

    public AccessKey check(SignedRequest request, Instant now) {
        Proof proof = Acs3Signature.concerns(request) ? Acs3Signature.read(request) : RpcSignature.read(request);
        AccessKey key = account.accessKey(proof.accessKeyId())
                .orElseThrow(
                        () -> new Refusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."));
        token(key, proof.securityToken());
        Freshness.check(proof.timestamp(), now);
        proof.verify(key.secret());
        if (!nonces.first(key.id(), proof.nonce(), now)) {
            throw new Refusal(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }
        return key;
    }

    private static void token(AccessKey key, @Nullable String token) {
        String expected = key.securityToken();
        if (expected == null && token != null) {
            throw new Refusal(
                    400,
                    "InvalidSecurityToken.MismatchWithAccessKey",
                    "Specified SecurityToken mismatch with the AccessKey.");
        }
        if (expected != null && token == null) {
            throw new Refusal(404, "InvalidAccessKeyId.NotFound", "Specified access key needs a SecurityToken.");
        }
        if (expected != null && token != null && !Hash.same(expected, token)) {
            throw new Refusal(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
        }
    }
}
