/** Tests of the catalog module. */
@NullMarked
package io.burstlease.catalog;

import org.jspecify.annotations.NullMarked;
