/**
 * A lease: states, transitions, events; and what comes before it: the ask, the rules it is held to, the quote it was
 * given.
 *
 * <p>An ask is read and a quote is kept here, and not in the stage that quotes, because several stages take asks and
 * decide on quotes, and stages do not import one another.
 */
@NullMarked
package io.burstlease.lease;

import org.jspecify.annotations.NullMarked;
