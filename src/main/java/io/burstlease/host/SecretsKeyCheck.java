package io.burstlease.host;

import io.burstlease.settings.SettingsCheck;
import java.util.Base64;
import java.util.List;
import org.springframework.core.env.Environment;

/** Asks at start for the key that encrypts what an attempt keeps secret. */
class SecretsKeyCheck implements SettingsCheck {

    private static final String PROPERTY = "burstlease.secrets.key";
    private static final int KEY_BYTES = 32;

    @Override
    public List<String> faults(Environment environment) {
        String key = environment.getProperty(PROPERTY, "");
        if (key.isBlank()) {
            return List.of(PROPERTY + " is missing: 32 random bytes in Base64, the same for every copy of the service");
        }
        try {
            int bytes = Base64.getDecoder().decode(key.strip()).length;
            return bytes == KEY_BYTES ? List.of() : List.of(PROPERTY + " has " + bytes + " bytes: it must be 32");
        } catch (IllegalArgumentException garbled) {
            return List.of(PROPERTY + " is not Base64");
        }
    }
}
