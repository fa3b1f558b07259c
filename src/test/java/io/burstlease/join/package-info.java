@NullMarked
package io.burstlease.join;

import org.jspecify.annotations.NullMarked;
