package io.burstlease.host;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One send of an attempt, committed before the socket opened; {@code answer} is null while none came. */
public record Send(long number, Instant sentAt, @Nullable SendAnswer answer) {}
