/** The whole over HTTP: the sandbox as a process of its own, driven by the client made from the contract. */
@NullMarked
package io.burstlease.whole;

import org.jspecify.annotations.NullMarked;
