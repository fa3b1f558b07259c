/** Answers what it would cost, whether it can be had and when, before anyone applies. */
@NullMarked
package io.burstlease.quote;

import org.jspecify.annotations.NullMarked;
