/** Takes hosts that were bought and joined past this service into leases, without a purchase. */
@NullMarked
package io.burstlease.adopt;

import org.jspecify.annotations.NullMarked;
