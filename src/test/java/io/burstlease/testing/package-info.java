/** What tests stand on: a real database, durable work driven by hand, a clock set by hand. */
@NullMarked
package io.burstlease.testing;

import org.jspecify.annotations.NullMarked;
