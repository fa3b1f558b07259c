package io.burstlease.sandbox.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** The key that signs tokens, made once and kept. */
final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    static RSAKey in(Path folder) {
        Path file = folder.resolve("signing-key.json");
        try {
            if (Files.exists(file)) {
                return RSAKey.parse(Files.readString(file));
            }
            Files.createDirectories(folder);
            RSAKey key = new RSAKeyGenerator(BITS).keyID("sandbox").generate();
            Files.writeString(file, key.toJSONString());
            return key;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the signing key in " + file, unreadable);
        } catch (ParseException | JOSEException garbled) {
            throw new IllegalStateException("the signing key in " + file, garbled);
        }
    }
}
