package io.burstlease.host;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

@Configuration(proxyBeanMethods = false)
class HostConfiguration {

    private static final int GCM_NONCE_BYTES = 16;

    /** Encrypts what an attempt keeps secret; the key is 32 bytes in Base64. */
    @Bean
    BytesEncryptor secretsEncryptor(@Value("${burstlease.secrets.key}") String key) {
        return new AesBytesEncryptor(
                new SecretKeySpec(Base64.getDecoder().decode(key), "AES"),
                KeyGenerators.secureRandom(GCM_NONCE_BYTES),
                CipherAlgorithm.GCM);
    }
}
