package io.burstlease.sandbox.cloud.sign;

import io.burstlease.sandbox.cloud.action.Refusal;
import org.jspecify.annotations.Nullable;

/** What a signed request claims, and how the claim is verified. */
interface Proof {

    String accessKeyId();

    @Nullable
    String securityToken();

    String nonce();

    String timestamp();

    /** Computes the signature again and refuses a different one. */
    void verify(String secret);

    static Refusal mismatch(String stringToSign) {
        return new Refusal(
                400,
                "SignatureDoesNotMatch",
                "Specified signature is not matched with our calculation. server string to sign is:" + stringToSign);
    }

    static String present(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw new Refusal(
                    400,
                    "Missing" + name,
                    "The input parameter \"" + name + "\" that is mandatory for processing this request is not"
                            + " supplied.");
        }
        return value;
    }
}
