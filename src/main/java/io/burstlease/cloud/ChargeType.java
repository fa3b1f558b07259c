package io.burstlease.cloud;

/** How a host is paid for. */
public enum ChargeType {
    /** By the second, settled hourly. */
    POSTPAID,
    /** For weeks or months at once. */
    PREPAID,
    /** By the second at a moving price; the cloud may take the host back at five minutes' notice. */
    SPOT
}
