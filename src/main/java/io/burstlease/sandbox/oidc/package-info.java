/** An OpenID Connect provider on loopback, with one person for each role and a client for each platform. */
@NullMarked
package io.burstlease.sandbox.oidc;

import org.jspecify.annotations.NullMarked;
