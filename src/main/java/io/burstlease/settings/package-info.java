/** What must be set before the service starts, and which installation it is. */
@NullMarked
package io.burstlease.settings;

import org.jspecify.annotations.NullMarked;
