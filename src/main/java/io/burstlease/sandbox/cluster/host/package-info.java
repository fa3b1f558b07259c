/** Emulated cloud hosts that boot, read their user data and join. */
@NullMarked
package io.burstlease.sandbox.cluster.host;

import org.jspecify.annotations.NullMarked;
