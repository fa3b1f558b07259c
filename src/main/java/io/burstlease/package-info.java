/** Burstlease: cloud GPU hosts, leased to an on-premises Kubernetes cluster. */
@NullMarked
package io.burstlease;

import org.jspecify.annotations.NullMarked;
