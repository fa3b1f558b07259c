/** Tests of money and the billing calendar. */
@NullMarked
package io.burstlease.money;

import org.jspecify.annotations.NullMarked;
