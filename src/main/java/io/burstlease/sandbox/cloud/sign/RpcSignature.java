package io.burstlease.sandbox.cloud.sign;

import io.burstlease.sandbox.cloud.action.Refusal;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Version 1.0 of the RPC style: HMAC-SHA1 over all parameters, those of query and form together. */
record RpcSignature(
        String method,
        Map<String, String> parameters,
        String accessKeyId,
        @Nullable String securityToken,
        String nonce,
        String timestamp,
        String signature)
        implements Proof {

    static RpcSignature read(SignedRequest request) {
        String signature = request.parameter("Signature");
        if (signature == null || signature.isEmpty()) {
            throw new Refusal(
                    400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
        }
        require(request, "SignatureMethod", "HMAC-SHA1");
        require(request, "SignatureVersion", "1.0");
        Map<String, String> parameters = new HashMap<>(request.query());
        parameters.putAll(request.form());
        return new RpcSignature(
                request.method(),
                parameters,
                Proof.present(request.parameter("AccessKeyId"), "AccessKeyId"),
                request.parameter("SecurityToken"),
                Proof.present(request.parameter("SignatureNonce"), "SignatureNonce"),
                Proof.present(request.parameter("Timestamp"), "Timestamp"),
                signature);
    }

    private static void require(SignedRequest request, String name, String only) {
        if (!Proof.present(request.parameter(name), name).equals(only)) {
            throw new Refusal(400, "InvalidParameter", "The specified parameter \"" + name + "\" is not valid.");
        }
    }

    @Override
    public void verify(String secret) {
        Map<String, String> signed = new HashMap<>(parameters);
        signed.remove("Signature");
        String text = method + "&%2F&" + Percent.encode(Percent.canonical(signed));
        String expected = Base64.getEncoder().encodeToString(Hash.hmac("HmacSHA1", secret + "&", text));
        if (!Hash.same(expected, signature)) {
            throw Proof.mismatch(text);
        }
    }
}
