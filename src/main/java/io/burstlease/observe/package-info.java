/** Sees the cloud and the cluster in bulk, and tells the hosts what was seen. */
@NullMarked
package io.burstlease.observe;

import org.jspecify.annotations.NullMarked;
