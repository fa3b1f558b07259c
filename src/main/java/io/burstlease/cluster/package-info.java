/** What is asked of Kubernetes, in ports of at most nine methods each. */
@NullMarked
package io.burstlease.cluster;

import org.jspecify.annotations.NullMarked;
