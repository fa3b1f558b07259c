/** The emulated cluster held to the behaviour of a real one. */
@NullMarked
package io.burstlease.sandbox.cluster;

import org.jspecify.annotations.NullMarked;
