/** What the emulated cloud is made of: account, network, catalogue, prices, stock, and how it behaves. */
@NullMarked
package io.burstlease.sandbox.cloud.world;

import org.jspecify.annotations.NullMarked;
