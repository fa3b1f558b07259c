@NullMarked
package io.burstlease.provision;

import org.jspecify.annotations.NullMarked;
