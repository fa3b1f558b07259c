/** Kubernetes behind the cluster ports; the only code that imports io.fabric8. */
@NullMarked
package io.burstlease.cluster.fabric8;

import org.jspecify.annotations.NullMarked;
