/** The embedded world for a first run and for tests; nothing imports it. */
@NullMarked
package io.burstlease.sandbox;

import org.jspecify.annotations.NullMarked;
