package io.burstlease.money;

import java.math.BigDecimal;

/** An amount of money. */
public record Money(BigDecimal amount, String currency) {}
