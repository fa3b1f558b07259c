/** The emulated cloud on a socket: the API, the admin endpoint, and calls that are held on purpose. */
@NullMarked
package io.burstlease.sandbox.cloud.http;

import org.jspecify.annotations.NullMarked;
