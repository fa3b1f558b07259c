@NullMarked
package io.burstlease.burst;

import org.jspecify.annotations.NullMarked;
