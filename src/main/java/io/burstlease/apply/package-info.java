/** Takes an application and makes a lease of it, once. */
@NullMarked
package io.burstlease.apply;

import org.jspecify.annotations.NullMarked;
