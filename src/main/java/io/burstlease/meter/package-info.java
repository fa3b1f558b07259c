/** Opens a usage span when a host starts to cost money, closes it when it is gone, prices it, keeps the ledger. */
@NullMarked
package io.burstlease.meter;

import org.jspecify.annotations.NullMarked;
