/** Tests of the team module. */
@NullMarked
package io.burstlease.team;

import org.jspecify.annotations.NullMarked;
