package io.burstlease.offer;

/** What a price is of. */
public enum PricedItem {
    /** An instance without its disks; the sku is the instance type. */
    HOST,
    /** A GiB of disk; the sku is made by {@link Prices#diskSku}. */
    DISK
}
