/** The emulated cloud without a transport: calls in, replies out, everything else by the clock. */
@NullMarked
package io.burstlease.sandbox.cloud.core;

import org.jspecify.annotations.NullMarked;
