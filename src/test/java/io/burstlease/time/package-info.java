/** The clock of the tests. */
@NullMarked
package io.burstlease.time;

import org.jspecify.annotations.NullMarked;
