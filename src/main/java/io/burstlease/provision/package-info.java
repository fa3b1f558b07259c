/** Turns an approved lease into running ECS hosts. */
@NullMarked
package io.burstlease.provision;

import org.jspecify.annotations.NullMarked;
