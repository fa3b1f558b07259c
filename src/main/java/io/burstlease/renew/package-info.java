/** Moves a lease's end after approval; decides when to remind. */
@NullMarked
package io.burstlease.renew;

import org.jspecify.annotations.NullMarked;
