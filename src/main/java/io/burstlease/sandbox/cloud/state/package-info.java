/** What has happened in the emulated cloud: instances, the journal of effects, and the bill made from them. */
@NullMarked
package io.burstlease.sandbox.cloud.state;

import org.jspecify.annotations.NullMarked;
