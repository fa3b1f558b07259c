package io.burstlease.lease;

import io.burstlease.cloud.ChargeType;
import java.util.List;

/**
 * How hosts may be paid for.
 *
 * @param auto whether the choice is the service's, or was
 * @param types what may be chosen of, never empty; the one that binds least stands first, and is alone once chosen
 */
public record ChargeWish(boolean auto, List<ChargeType> types) {

    /** What an ask names that leaves the choice to the service. */
    public static final String AUTO = "AUTO";

    public ChargeWish {
        if (types.isEmpty() || !auto && types.size() > 1) {
            throw new IllegalArgumentException("auto " + auto + " of " + types);
        }
        types = List.copyOf(types);
    }

    static ChargeWish of(ChargeType type) {
        return new ChargeWish(false, List.of(type));
    }

    ChargeWish chosen(ChargeType type) {
        if (!types.contains(type)) {
            throw new IllegalArgumentException(type + " is none of " + types);
        }
        return new ChargeWish(auto, List.of(type));
    }

    /** The one way there is; only once it was chosen. */
    ChargeType only() {
        if (types.size() > 1) {
            throw new IllegalStateException("not chosen yet of " + types);
        }
        return types.getFirst();
    }
}
