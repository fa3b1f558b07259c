/** A lease: states, transitions, events. */
@NullMarked
package io.burstlease.lease;

import org.jspecify.annotations.NullMarked;
