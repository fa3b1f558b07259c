/** Money per team and month: reservation, burn, release. */
@NullMarked
package io.burstlease.budget;

import org.jspecify.annotations.NullMarked;
