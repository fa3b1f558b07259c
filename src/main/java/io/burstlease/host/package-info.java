/** A host and the launch that bought it: states, transitions, events, and its assignment to a lease. */
@NullMarked
package io.burstlease.host;

import org.jspecify.annotations.NullMarked;
