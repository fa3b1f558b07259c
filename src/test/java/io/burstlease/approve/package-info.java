@NullMarked
package io.burstlease.approve;

import org.jspecify.annotations.NullMarked;
