/** What a write means: defaults, validation, isolation of status, conflicts, deletion, selectors. */
@NullMarked
package io.burstlease.sandbox.cluster.object;

import org.jspecify.annotations.NullMarked;
