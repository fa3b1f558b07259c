package io.burstlease.cloud.aliyun;

import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.PaidPeriod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a frozen purchase as ECS wants it, the same way every time and in every process: the cloud compares the
 * parameters of a repeated token, numbered tags included.
 */
final class LaunchForm {

    private LaunchForm() {}

    static RunInstancesRequest of(LaunchRequest launch) {
        var form = new RunInstancesRequest();
        form.setClientToken(launch.clientToken());
        form.setZoneId(launch.zone());
        form.setVSwitchId(launch.vSwitchId());
        form.setSecurityGroupId(launch.securityGroupId());
        form.setImageId(launch.imageId());
        form.setInstanceType(launch.instanceType());
        form.setAmount(launch.amount());
        form.setMinAmount(launch.minAmount());
        form.setHostName(launch.hostName());
        form.setResourceGroupId(launch.resourceGroupId());
        form.setRamRoleName(launch.ramRole());
        form.setUserData(Base64.getEncoder().encodeToString(launch.userData().getBytes(StandardCharsets.UTF_8)));
        // Instance metadata holds the user data; a token keeps forwarded requests of pods out.
        form.setHttpEndpoint("enabled");
        form.setHttpTokens("required");
        disks(form, launch);
        payment(form, launch);
        tags(form, launch.tags());
        return form;
    }

    private static void disks(RunInstancesRequest form, LaunchRequest launch) {
        form.setSystemDiskCategory(launch.systemDisk().category());
        form.setSystemDiskSize(Integer.toString(launch.systemDisk().sizeGib()));
        form.setSystemDiskPerformanceLevel(launch.systemDisk().performanceLevel());
        var disks = new ArrayList<RunInstancesRequest.DataDisk>();
        for (LaunchRequest.Disk wanted : launch.dataDisks()) {
            var disk = new RunInstancesRequest.DataDisk();
            disk.setCategory(wanted.category());
            disk.setSize(wanted.sizeGib());
            disk.setPerformanceLevel(wanted.performanceLevel());
            disk.setDeleteWithInstance(true);
            disks.add(disk);
        }
        form.setDataDisks(disks);
    }

    private static void payment(RunInstancesRequest form, LaunchRequest launch) {
        form.setInstanceChargeType(launch.chargeType() == ChargeType.PREPAID ? "PrePaid" : "PostPaid");
        form.setSpotStrategy(spotStrategy(launch.chargeType(), launch.spotPriceLimit()));
        if (launch.chargeType() == ChargeType.PREPAID) {
            PaidPeriod period = launch.prepaid();
            if (period == null || launch.autoReleaseTime() != null) {
                throw new IllegalArgumentException("a pre-paid purchase has a period and no release time");
            }
            form.setPeriod(period.count());
            form.setPeriodUnit(period.unit().apiName());
            // Renewal is a decision of the lease, never the cloud's own.
            form.setAutoRenew(false);
            form.setAutoPay(true);
            return;
        }
        form.setAutoReleaseTime(MinuteTimes.write(releaseTime(launch.autoReleaseTime())));
        if (launch.chargeType() == ChargeType.SPOT && launch.spotPriceLimit() != null) {
            // The SDK's setter takes a float, which would round the limit.
            form.putQueryParameter("SpotPriceLimit", launch.spotPriceLimit());
        }
    }

    /** No host is bought by the hour that the cloud would not release by itself. */
    private static Instant releaseTime(@Nullable Instant time) {
        if (time == null) {
            throw new IllegalArgumentException("a post-paid purchase needs a release time");
        }
        return time;
    }

    static String spotStrategy(ChargeType chargeType, @Nullable String priceLimit) {
        return switch (chargeType) {
            case POSTPAID, PREPAID -> "NoSpot";
            case SPOT -> priceLimit == null ? "SpotAsPriceGo" : "SpotWithPriceLimit";
        };
    }

    /** By key: the order of a map of ours differs from one process to the next. */
    private static void tags(RunInstancesRequest form, Map<String, String> tags) {
        List<RunInstancesRequest.Tag> rows = new ArrayList<>();
        new TreeMap<>(tags).forEach((key, value) -> {
            var tag = new RunInstancesRequest.Tag();
            tag.setKey(key);
            tag.setValue(value);
            rows.add(tag);
        });
        form.setTags(rows);
    }
}
