/** The one clock: database time, and whether this copy's own clock can be trusted. */
@NullMarked
package io.burstlease.time;

import org.jspecify.annotations.NullMarked;
