@NullMarked
package io.burstlease.prepare;

import org.jspecify.annotations.NullMarked;
