@NullMarked
package io.burstlease.keep;

import org.jspecify.annotations.NullMarked;
