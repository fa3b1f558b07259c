package io.burstlease.cloud.aliyun;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.InstanceSeen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one row of DescribeInstances. */
final class InstanceRow {

    private InstanceRow() {}

    static InstanceSeen read(Fields row) {
        ChargeType chargeType = chargeType(row);
        return new InstanceSeen(
                row.text("InstanceId"),
                status(row.text("Status")),
                row.text("ZoneId"),
                text(row.part("VpcAttributes").textOrNull("VSwitchId")),
                row.text("InstanceType"),
                row.countOrZero("GPUAmount"),
                chargeType,
                privateIp(row),
                row.time("CreationTime"),
                row.timeOrNull("AutoReleaseTime"),
                chargeType == ChargeType.PREPAID ? row.timeOrNull("ExpiredTime") : null,
                lock(row),
                tags(row));
    }

    private static InstanceSeen.Status status(String said) {
        return switch (said) {
            case "Pending" -> InstanceSeen.Status.PENDING;
            case "Starting" -> InstanceSeen.Status.STARTING;
            case "Running" -> InstanceSeen.Status.RUNNING;
            case "Stopping" -> InstanceSeen.Status.STOPPING;
            case "Stopped" -> InstanceSeen.Status.STOPPED;
            default -> InstanceSeen.Status.OTHER;
        };
    }

    /** Spot first: a spot instance calls itself post-paid too. */
    private static ChargeType chargeType(Fields row) {
        String spot = row.textOrNull("SpotStrategy");
        if (spot != null && !spot.equals("NoSpot")) {
            return ChargeType.SPOT;
        }
        return row.text("InstanceChargeType").equals("PrePaid") ? ChargeType.PREPAID : ChargeType.POSTPAID;
    }

    private static @Nullable String privateIp(Fields row) {
        List<String> inVpc = row.part("VpcAttributes").textsIfAny("PrivateIpAddress", "IpAddress");
        if (!inVpc.isEmpty()) {
            return inVpc.getFirst();
        }
        for (Fields card : row.rowsIfAny("NetworkInterfaces", "NetworkInterface")) {
            if (!"Secondary".equals(card.textOrNull("Type"))) {
                return card.textOrNull("PrimaryIpAddress");
            }
        }
        return null;
    }

    /** Of several locks the reclaim of a spot host, because minutes count. */
    private static @Nullable String lock(Fields row) {
        var locks = row.rowsIfAny("OperationLocks", "LockReason").stream()
                .map(lock -> lock.text("LockReason"))
                .toList();
        return locks.contains("Recycling")
                ? "Recycling"
                : locks.stream().findFirst().orElse(null);
    }

    private static Map<String, String> tags(Fields row) {
        var tags = new HashMap<String, String>();
        for (Fields tag : row.rowsIfAny("Tags", "Tag")) {
            tags.put(tag.text("TagKey"), text(tag.textOrNull("TagValue")));
        }
        return tags;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
