package io.burstlease.host;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;

/**
 * What a launch is to buy.
 *
 * @param hourlyPrice of one host with its disks
 * @param gpus of one host
 * @param amount 1 to 100
 */
public record LaunchPlan(
        String leaseId,
        String instanceType,
        String zone,
        ChargeType chargeType,
        Money hourlyPrice,
        int gpus,
        int amount,
        int minAmount) {}
