/** Tests of the lease module. */
@NullMarked
package io.burstlease.lease;

import org.jspecify.annotations.NullMarked;
