@NullMarked
package io.burstlease.apply;

import org.jspecify.annotations.NullMarked;
