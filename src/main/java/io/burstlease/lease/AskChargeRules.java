package io.burstlease.lease;

import io.burstlease.cloud.ChargeType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads how the hosts of an ask may be paid for; what has a fault is read as POSTPAID. */
final class AskChargeRules {

    /** Most hosts of one {@code RunInstances}. */
    private static final int MOST_PREPAID_GANG = 100;

    private final AskFaults faults;

    AskChargeRules(AskFaults faults) {
        this.faults = faults;
    }

    ChargeWish read(RawAsk raw, int hosts, int minHosts) {
        boolean bigGang = isBigGang(hosts, minHosts);
        if (ChargeWish.AUTO.equals(raw.chargeType())) {
            boolean interruptible = Boolean.TRUE.equals(raw.interruptible());
            return new ChargeWish(
                    true,
                    Stream.of(ChargeType.POSTPAID, ChargeType.PREPAID, ChargeType.SPOT)
                            .filter(type -> type != ChargeType.PREPAID || !bigGang)
                            .filter(type -> type != ChargeType.SPOT || interruptible)
                            .toList());
        }
        ChargeType chargeType = chargeType(raw.chargeType());
        if (Boolean.TRUE.equals(raw.interruptible()) && chargeType != ChargeType.SPOT) {
            faults.add(
                    "interruptible",
                    "not-auto",
                    "only for chargeType AUTO: %s is not taken back".formatted(chargeType));
        }
        if (chargeType == ChargeType.PREPAID && bigGang) {
            faults.add(
                    "hosts",
                    "prepaid-gang",
                    "at most %d that are all or nothing can be paid for in advance: state a smaller minHosts"
                            .formatted(MOST_PREPAID_GANG));
        }
        return ChargeWish.of(chargeType);
    }

    private ChargeType chargeType(@Nullable String name) {
        if (name == null) {
            return ChargeType.POSTPAID;
        }
        Optional<ChargeType> known = Arrays.stream(ChargeType.values())
                .filter(type -> type.name().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            faults.add(
                    "chargeType",
                    "unknown-value",
                    "must be %s or one of %s".formatted(ChargeWish.AUTO, Arrays.toString(ChargeType.values())));
        }
        return known.orElse(ChargeType.POSTPAID);
    }

    /** Of a gang that one call cannot buy a part might be paid for in advance, and be of no use. */
    private static boolean isBigGang(int hosts, int minHosts) {
        return hosts == minHosts && hosts > MOST_PREPAID_GANG;
    }
}
