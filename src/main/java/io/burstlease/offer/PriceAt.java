package io.burstlease.offer;

import io.burstlease.money.Money;
import java.time.Instant;

/**
 * A price that holds at an instant.
 *
 * @param perHour of one host, or of a disk of the size asked
 * @param activeFrom since when it holds
 */
public record PriceAt(Money perHour, Instant activeFrom) {}
