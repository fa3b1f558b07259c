/** Tests of the sandbox module. */
@NullMarked
package io.burstlease.sandbox;

import org.jspecify.annotations.NullMarked;
