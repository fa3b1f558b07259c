/** Tests of the record. */
@NullMarked
package io.burstlease.audit;

import org.jspecify.annotations.NullMarked;
