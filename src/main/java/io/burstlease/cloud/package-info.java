/** What is asked of the cloud, in ports of at most nine methods each. */
@NullMarked
package io.burstlease.cloud;

import org.jspecify.annotations.NullMarked;
