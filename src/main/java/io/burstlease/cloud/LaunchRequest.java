package io.burstlease.cloud;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One purchase, whole: a repeat must be byte-identical, so nothing is filled in later.
 *
 * @param amount 1 to 100 hosts
 * @param minAmount least acceptable; the cloud delivers between this and {@code amount}
 * @param clientToken at most 64 ASCII characters
 * @param userData the script as text, below 16 KB; the adapter encodes it
 * @param autoReleaseTime whole minute, at least 30 minutes ahead; null for pre-paid only
 * @param prepaid how long is paid for; null unless pre-paid
 * @param spotPriceLimit highest price per hour, plain decimal; null unless spot with a limit
 * @param hostName host name pattern, see ECS {@code HostName}
 */
@JsonIgnoreProperties("prepaidMonths") // always null where an earlier version wrote it
public record LaunchRequest(
        String clientToken,
        String zone,
        String vSwitchId,
        String securityGroupId,
        String imageId,
        String instanceType,
        int amount,
        int minAmount,
        ChargeType chargeType,
        @Nullable PaidPeriod prepaid,
        @Nullable String spotPriceLimit,
        @Nullable Instant autoReleaseTime,
        String hostName,
        Disk systemDisk,
        List<Disk> dataDisks,
        @Nullable String resourceGroupId,
        @Nullable String ramRole,
        String userData,
        Map<String, String> tags) {

    public LaunchRequest {
        dataDisks = List.copyOf(dataDisks);
        tags = Map.copyOf(tags);
    }

    /** The same request with other user data, for keeping the script apart from the rest. */
    public LaunchRequest withUserData(String script) {
        return new LaunchRequest(
                clientToken,
                zone,
                vSwitchId,
                securityGroupId,
                imageId,
                instanceType,
                amount,
                minAmount,
                chargeType,
                prepaid,
                spotPriceLimit,
                autoReleaseTime,
                hostName,
                systemDisk,
                dataDisks,
                resourceGroupId,
                ramRole,
                script,
                tags);
    }

    /** Without the user data, which holds a bootstrap token. */
    @Override
    public String toString() {
        return "LaunchRequest[clientToken=%s, zone=%s, instanceType=%s, amount=%d, minAmount=%d, chargeType=%s]"
                .formatted(clientToken, zone, instanceType, amount, minAmount, chargeType);
    }

    /**
     * A disk that is created with the host and deleted with it.
     *
     * @param category ECS category such as {@code cloud_essd}
     * @param performanceLevel {@code PL0} to {@code PL3}, or null where the category has none
     */
    public record Disk(
            String category, int sizeGib, @Nullable String performanceLevel) {}
}
