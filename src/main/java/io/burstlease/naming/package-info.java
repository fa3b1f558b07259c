/** Random ids that fit a label value, a cloud tag and a host name. */
@NullMarked
package io.burstlease.naming;

import org.jspecify.annotations.NullMarked;
