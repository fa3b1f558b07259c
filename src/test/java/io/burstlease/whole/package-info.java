/**
 * The whole over HTTP: the sandbox as a process of its own, driven by the client made from the contract, which says of
 * no field that it is always there.
 */
@NullUnmarked
package io.burstlease.whole;

import org.jspecify.annotations.NullUnmarked;
