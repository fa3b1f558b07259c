package io.burstlease.sandbox.cloud.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client tokens the cloud remembers, each for its action. */
public final class Tokens {

    private final Map<String, TokenUse> uses = new HashMap<>();

    public Optional<TokenUse> find(String action, String token, Instant now) {
        return Optional.ofNullable(uses.get(action + "/" + token))
                .filter(use -> use.forgetAt().isAfter(now));
    }

    void remember(@Nullable TokenUse use) {
        if (use != null) {
            uses.put(use.action() + "/" + use.token(), use);
        }
    }

    void forgetAll() {
        uses.clear();
    }
}
