/** Tests of the quote module. */
@NullMarked
package io.burstlease.quote;

import org.jspecify.annotations.NullMarked;
