@NullMarked
package io.burstlease.release;

import org.jspecify.annotations.NullMarked;
