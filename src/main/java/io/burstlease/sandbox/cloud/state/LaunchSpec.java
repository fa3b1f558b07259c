package io.burstlease.sandbox.cloud.state;

import io.burstlease.sandbox.cloud.world.ChargeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all instances of one launch have in common.
 *
 * @param userData as it was sent, in base64
 * @param pricePerHour what the instance costs while it exists, if post-paid or spot
 * @param termPrice what the instance cost for the term bought, if pre-paid
 * @param options parameters that are kept and shown but have no effect here, by their API name
 */
public record LaunchSpec(
        String instanceType,
        int vcpus,
        String imageId,
        String zoneId,
        String vSwitchId,
        List<String> securityGroupIds,
        ChargeType chargeType,
        SpotTerms spot,
        @Nullable String userData,
        List<DiskSpec> disks,
        Map<String, String> tags,
        boolean deletionProtection,
        @Nullable Instant autoReleaseAt,
        @Nullable Instant expiresAt,
        @Nullable Term autoRenew,
        BigDecimal pricePerHour,
        BigDecimal termPrice,
        Map<String, String> options) {

    /** What one instance of the launch costs for its first hour, or for its term. */
    public BigDecimal price() {
        BigDecimal price = chargeType == ChargeType.PREPAID ? termPrice : pricePerHour;
        for (DiskSpec disk : disks) {
            price = price.add(chargeType == ChargeType.PREPAID ? disk.termPrice() : disk.pricePerHour());
        }
        return price;
    }
}
