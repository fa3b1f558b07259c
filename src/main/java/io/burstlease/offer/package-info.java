/** What the cloud would sell now: instance type × zone × charge type, price book, stock memory, ranking. */
@NullMarked
package io.burstlease.offer;

import org.jspecify.annotations.NullMarked;
