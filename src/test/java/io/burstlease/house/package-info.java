/** Holds the house to its plan: who may import whom, and what may stand where. */
@NullMarked
package io.burstlease.house;

import org.jspecify.annotations.NullMarked;
