/** Host classes, images, features: what can be leased. */
@NullMarked
package io.burstlease.catalog;

import org.jspecify.annotations.NullMarked;
