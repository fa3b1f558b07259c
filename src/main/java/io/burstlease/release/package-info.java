/** Cordons, drains, deletes node and host, and is done only when both are seen to be gone. */
@NullMarked
package io.burstlease.release;

import org.jspecify.annotations.NullMarked;
