@NullMarked
package io.burstlease.renew;

import org.jspecify.annotations.NullMarked;
