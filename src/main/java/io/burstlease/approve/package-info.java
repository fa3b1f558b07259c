/** Decides applications and renewals, by policy or by people, and remembers who and why. */
@NullMarked
package io.burstlease.approve;

import org.jspecify.annotations.NullMarked;
