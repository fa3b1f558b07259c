/** Keeps a host for study that would be given back or is in its lease's way, at somebody's expense and with an end. */
@NullMarked
package io.burstlease.keep;

import org.jspecify.annotations.NullMarked;
