/** The contract of the emulated cloud, asked through the official SDK. */
@NullMarked
package io.burstlease.sandbox.cloud;

import org.jspecify.annotations.NullMarked;
