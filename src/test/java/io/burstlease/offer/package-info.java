/** Tests of the offer module. */
@NullMarked
package io.burstlease.offer;

import org.jspecify.annotations.NullMarked;
