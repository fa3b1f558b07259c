/** An emulated Kubernetes API on loopback, and the hosts that join it. */
@NullMarked
package io.burstlease.sandbox.cluster;

import org.jspecify.annotations.NullMarked;
