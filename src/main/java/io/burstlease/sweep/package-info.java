/** Looks for what no stage owns: hosts without a lease, nodes without a host, steps past their deadline. */
@NullMarked
package io.burstlease.sweep;

import org.jspecify.annotations.NullMarked;
