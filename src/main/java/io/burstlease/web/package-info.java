/** HTTP manners with no domain: problems, idempotency, ETags, cursors, who is calling. */
@NullMarked
package io.burstlease.web;

import org.jspecify.annotations.NullMarked;
