/** Tests of what must be set. */
@NullMarked
package io.burstlease.settings;

import org.jspecify.annotations.NullMarked;
