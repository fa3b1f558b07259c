@NullMarked
package io.burstlease.meter;

import org.jspecify.annotations.NullMarked;
