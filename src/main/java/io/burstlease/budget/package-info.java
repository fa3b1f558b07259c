/**
 * Money per team and month: reservation, burn, release; and the one estimate of offers and money that quotes show,
 * applications repeat and approvals reserve.
 */
@NullMarked
package io.burstlease.budget;

import org.jspecify.annotations.NullMarked;
