/** Tests of the budget module. */
@NullMarked
package io.burstlease.budget;

import org.jspecify.annotations.NullMarked;
