/** The patch kinds: JSON patch, merge patch, strategic merge patch and server-side apply. */
@NullMarked
package io.burstlease.sandbox.cluster.patch;

import org.jspecify.annotations.NullMarked;
