/** Who is calling and what they may do: certificates, tokens, RBAC, node restriction. */
@NullMarked
package io.burstlease.sandbox.cluster.auth;

import org.jspecify.annotations.NullMarked;
