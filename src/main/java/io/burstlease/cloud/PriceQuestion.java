package io.burstlease.cloud;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One host with its disks, priced. {@code prepaid} is null unless pre-paid. */
public record PriceQuestion(
        String zone,
        String instanceType,
        String imageId,
        ChargeType chargeType,
        @Nullable PaidPeriod prepaid,
        LaunchRequest.Disk systemDisk,
        List<LaunchRequest.Disk> dataDisks) {
    public PriceQuestion {
        dataDisks = List.copyOf(dataDisks);
    }
}
