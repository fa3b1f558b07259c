/** Two months of a past that never was, so that the lists and reports of a new sandbox show something. */
@NullMarked
package io.burstlease.sandbox.history;

import org.jspecify.annotations.NullMarked;
