package io.burstlease.offer;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Hosts of one instance type in one zone, paid for in one way.
 *
 * @param vSwitchId where the host gets its address
 * @param podVSwitchId where its pods get theirs
 * @param knownHourly of one host with its disks; null where a price is unknown, which makes the offer unusable
 * @param prepaid what is paid at once and for how long; null unless that is how it is paid for
 */
public record Offer(
        String instanceType,
        String zone,
        String vSwitchId,
        String podVSwitchId,
        ChargeType chargeType,
        @Nullable Money knownHourly,
        int gpus,
        int maxPods,
        @Nullable Prepaid prepaid) {

    /** What is to be paid, in an hour or at once; null where a price is unknown. */
    @Nullable
    Money paid() {
        return prepaid == null ? knownHourly : prepaid.price();
    }

    /** One host with its disks, per hour. Every usable offer has it. */
    public Money hourly() {
        if (knownHourly == null) {
            throw new IllegalStateException(
                    "no price is known of %s in %s, %s".formatted(instanceType, zone, chargeType));
        }
        return knownHourly;
    }
}
