package io.burstlease.cloud;

/** What the cloud says of a type's stock in a zone; only a hint. */
public record StockHint(String zone, String instanceType, boolean inStock) {}
