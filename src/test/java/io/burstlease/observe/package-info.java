@NullMarked
package io.burstlease.observe;

import org.jspecify.annotations.NullMarked;
