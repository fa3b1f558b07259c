package io.burstlease.sandbox.cloud.sign;

import io.burstlease.sandbox.cloud.action.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ACS3-HMAC-SHA256: over method, path, query, chosen headers and the digest of the body. */
record Acs3Signature(
        SignedRequest request,
        String accessKeyId,
        @Nullable String securityToken,
        String nonce,
        String timestamp,
        List<String> signedHeaders,
        String signature)
        implements Proof {

    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    /** Without these the signature would not bind what is done. */
    private static final Set<String> ALWAYS_SIGNED =
            Set.of("x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256");

    static boolean concerns(SignedRequest request) {
        String authorization = request.header("authorization");
        return authorization != null && authorization.startsWith(ALGORITHM);
    }

    static Acs3Signature read(SignedRequest request) {
        Map<String, String> fields = new HashMap<>();
        String authorization = String.valueOf(request.header("authorization"));
        for (String field : authorization.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals).strip(),
                        field.substring(equals + 1).strip());
            }
        }
        List<String> headers = List.of(field(fields, "SignedHeaders").split(";", -1));
        if (!headers.containsAll(ALWAYS_SIGNED)) {
            throw incomplete();
        }
        return new Acs3Signature(
                request,
                field(fields, "Credential"),
                request.header("x-acs-security-token"),
                Proof.present(request.header("x-acs-signature-nonce"), "SignatureNonce"),
                Proof.present(request.header("x-acs-date"), "Timestamp"),
                headers,
                field(fields, "Signature"));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw incomplete();
        }
        return value;
    }

    private static Refusal incomplete() {
        return new Refusal(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
    }

    @Override
    public void verify(String secret) {
        String digest = Hash.sha256(request.body());
        String canonical = canonical(digest);
        String text = ALGORITHM + "\n" + Hash.sha256(canonical.getBytes(StandardCharsets.UTF_8));
        String expected = HexFormat.of().formatHex(Hash.hmac("HmacSHA256", secret, text));
        boolean bodyAsSigned = Hash.same(digest, String.valueOf(request.header("x-acs-content-sha256")));
        if (!bodyAsSigned || !Hash.same(expected, signature)) {
            throw Proof.mismatch(text);
        }
    }

    private String canonical(String digest) {
        StringBuilder headers = new StringBuilder();
        for (String name : signedHeaders) {
            String value = request.header(name);
            headers.append(name)
                    .append(':')
                    .append(value == null ? "" : value.strip())
                    .append('\n');
        }
        return request.method() + "\n" + request.path() + "\n" + Percent.canonical(request.query()) + "\n" + headers
                + "\n" + String.join(";", signedHeaders) + "\n" + digest;
    }
}
