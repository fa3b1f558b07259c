/**
 * What the cloud would sell now: instance type × zone × charge type, price book, stock memory, ranking, and the check
 * that others implement to add a verdict.
 */
@NullMarked
package io.burstlease.offer;

import org.jspecify.annotations.NullMarked;
