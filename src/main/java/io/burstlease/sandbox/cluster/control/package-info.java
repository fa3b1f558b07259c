/** The controllers, the scheduler and what a kubelet does with pods. */
@NullMarked
package io.burstlease.sandbox.cluster.control;

import org.jspecify.annotations.NullMarked;
