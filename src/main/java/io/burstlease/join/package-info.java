/**
 * Turns a running host into a Ready node with the right labels, taints, network component and GPUs, or says why not.
 */
@NullMarked
package io.burstlease.join;

import org.jspecify.annotations.NullMarked;
