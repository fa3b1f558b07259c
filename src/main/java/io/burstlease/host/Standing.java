package io.burstlease.host;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host that stands already: bought and joined past this service.
 *
 * @param hourlyPrice with its disks
 * @param paidAhead what was paid for it in advance; null unless it is pre-paid
 * @param nodeUid of the node object that was looked at
 */
public record Standing(
        String instanceId,
        String instanceType,
        String zone,
        String vSwitchId,
        ChargeType chargeType,
        Money hourlyPrice,
        int gpus,
        Disk systemDisk,
        List<Disk> dataDisks,
        @Nullable PaidAhead paidAhead,
        String nodeName,
        String nodeUid) {

    public Standing {
        dataDisks = List.copyOf(dataDisks);
    }
}
