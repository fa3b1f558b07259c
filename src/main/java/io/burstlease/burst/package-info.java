/** A platform's request for GPUs by need. */
@NullMarked
package io.burstlease.burst;

import org.jspecify.annotations.NullMarked;
