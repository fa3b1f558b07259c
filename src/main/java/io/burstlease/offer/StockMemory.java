package io.burstlease.offer;

import io.burstlease.cloud.ChargeType;

/** What the cloud refused for want of stock, shared by all copies of the service and kept over restarts. */
public interface StockMemory {

    /** The cloud had none: the offer is left alone for a while that doubles with each refusal. */
    void refused(String instanceType, String zone, ChargeType chargeType, String code);

    /** The cloud delivered: earlier refusals are forgotten. */
    void succeeded(String instanceType, String zone, ChargeType chargeType);
}
