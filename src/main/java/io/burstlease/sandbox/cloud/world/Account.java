package io.burstlease.sandbox.cloud.world;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account that owns everything in the emulated cloud.
 *
 * @param balance money at the start, from which the bill is taken; null is without end
 */
public record Account(
        String accountId,
        List<AccessKey> accessKeys,
        Quota quota,
        @Nullable BigDecimal balance) {

    public Optional<AccessKey> accessKey(String id) {
        return accessKeys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    public Account withAccessKeys(List<AccessKey> keys) {
        return new Account(accountId, List.copyOf(keys), quota, balance);
    }

    public Account withQuota(Quota changed) {
        return new Account(accountId, accessKeys, changed, balance);
    }

    public Account withBalance(@Nullable BigDecimal money) {
        return new Account(accountId, accessKeys, quota, money);
    }
}
