/** The append-only record of who did what. */
@NullMarked
package io.burstlease.audit;

import org.jspecify.annotations.NullMarked;
