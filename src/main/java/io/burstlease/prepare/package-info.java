/** Makes a joined node fit for its lease. */
@NullMarked
package io.burstlease.prepare;

import org.jspecify.annotations.NullMarked;
