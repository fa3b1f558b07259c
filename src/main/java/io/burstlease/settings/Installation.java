package io.burstlease.settings;

import java.time.Instant;

/**
 * The installation this database belongs to, fixed at its first migration and restated in configuration.
 *
 * @param id part of every tag and label that is put on something outside
 * @param epoch rises when an operator adopts what the cloud holds after a restore
 */
public record Installation(String id, Instant createdAt, long epoch) {}
