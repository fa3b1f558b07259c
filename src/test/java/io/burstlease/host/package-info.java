@NullMarked
package io.burstlease.host;

import org.jspecify.annotations.NullMarked;
