/** Durable steps: outcomes, deadlines, retries; the only code that imports db-scheduler. */
@NullMarked
package io.burstlease.workflow;

import org.jspecify.annotations.NullMarked;
