/** An emulated Alibaba Cloud on loopback, with a bill of its own. */
@NullMarked
package io.burstlease.sandbox.cloud;

import org.jspecify.annotations.NullMarked;
