package io.burstlease.host;

import io.burstlease.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was paid in advance for an item of a host. Its time costs evenly; where it was ended before, all that was left
 * is spent at that instant, but for the refund.
 *
 * @param item as on the ledger: {@code HOST}, {@code SYSTEM_DISK}, {@code DATA_DISK_1} and so on
 * @param from when what is paid for begins
 * @param to when it ends
 * @param endedAt when the host was given up or lost; null while it was not
 * @param refund what was paid back then
 */
public record Prepayment(
        String hostId,
        String item,
        Instant from,
        Instant to,
        Money amount,
        @Nullable Instant endedAt,
        Money refund) {}
