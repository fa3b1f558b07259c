/** What the manifests of k8s/ promise to a cluster's operator. */
@NullMarked
package io.burstlease.deploy;

import org.jspecify.annotations.NullMarked;
