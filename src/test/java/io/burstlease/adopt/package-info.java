@NullMarked
package io.burstlease.adopt;

import org.jspecify.annotations.NullMarked;
